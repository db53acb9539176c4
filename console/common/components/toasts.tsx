import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { firstUse, useFirstTexts, useProblems } from '../texts/index.ts';
import { later } from './later.tsx';
import type { ShownToast, Toast } from './toast.ts';

interface Toaster {
  /** @param place - the toast that this one replaces. Returns the id of the toast. */
  readonly show: (toast: Toast, place?: string) => string;
  /** Says why something could not be done. */
  readonly fail: (error: unknown) => void;
}

const ToasterContext = createContext<Toaster>({ show: () => '', fail: () => undefined });
const ShownContext = createContext<{ readonly toasts: readonly ShownToast[]; readonly dismiss: (id: string) => void }>({
  toasts: [],
  dismiss: () => undefined,
});

/** Shows short messages on every screen; screen readers speak them. */
export const useToaster = (): Toaster => useContext(ToasterContext);

/** Undoes what the newest toast tells that can be undone; null where none can. */
export function useLatestUndo(): (() => void) | null {
  const { toasts, dismiss } = useContext(ShownContext);
  const latest = toasts.find(({ action }) => action?.isUndo);
  if (latest?.action === undefined) return null;
  const { id, action } = latest;
  return () => {
    dismiss(id);
    action.run();
  };
}

/** Older toasts disappear. */
const KEPT = 3;
let made = 0;
/** Milliseconds after which good news disappears; longer where it offers Undo. Whatever went wrong stays. */
const stayOf = ({ type, action, lasts }: Toast): number | null =>
  lasts || type === 'error' || type === 'warning' ? null : action ? 60_000 : 15_000;

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const dismiss = useCallback((id: string) => setToasts((all) => all.filter((one) => one.id !== id)), []);
  const toaster = useMemo<Toaster>(() => {
    const show = (toast: Toast, place?: string) => {
      made += 1;
      const id = `toast-${made}`;
      setToasts((all) => [{ ...toast, id }, ...all.filter((one) => one.id !== place)].slice(0, KEPT));
      const stay = stayOf(toast);
      if (stay !== null) setTimeout(() => dismiss(id), stay);
      return id;
    };
    return {
      show,
      fail(error) {
        show({ type: 'error', content: <Why error={error} /> });
      },
    };
  }, [dismiss]);
  const shown = useMemo(() => ({ toasts, dismiss }), [toasts, dismiss]);
  return (
    <ToasterContext.Provider value={toaster}>
      <ShownContext.Provider value={shown}>{children}</ShownContext.Provider>
    </ToasterContext.Provider>
  );
}

/** Why something could not be done: in words of the language that is spoken then. */
const Why = ({ error }: { readonly error: unknown }) => useProblems()(error);

/** The bar is not part of the first load: it comes with the first use, or with the first toast. */
const ToastBar = later(() => import('./toast-bar.tsx'));

/** The toasts, at the foot of the screen: above the content they would move rows away from the pointer. */
export function Toasts() {
  const { toasts, dismiss } = useContext(ShownContext);
  const { shell } = useFirstTexts();
  const [isUsed, setUsed] = useState(false);
  useEffect(() => {
    void firstUse.then(() => setUsed(true));
  }, []);
  return (
    <section className="toasts" aria-label={shell.notifications}>
      {(isUsed || toasts.length > 0) && <ToastBar toasts={toasts} onDismiss={dismiss} />}
    </section>
  );
}

import { Button, Flashbar, type FlashbarProps } from '@cloudscape-design/components';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { problemOf, useTexts } from '../texts/index.ts';

export interface Toast {
  readonly type: 'success' | 'info' | 'warning' | 'error';
  readonly content: ReactNode;
  /** A button such as Undo, which also dismisses the toast. */
  readonly action?: { readonly text: string; readonly run: () => void; readonly isUndo?: boolean };
  /** Whether it stays until another takes its place, because something runs. */
  readonly lasts?: boolean;
}

interface Toaster {
  /** @param place - the toast that this one replaces. Returns the id of the toast. */
  readonly show: (toast: Toast, place?: string) => string;
  /** Says why something could not be done. */
  readonly fail: (error: unknown) => void;
}

interface Shown extends Toast {
  readonly id: string;
}

const ToasterContext = createContext<Toaster>({ show: () => '', fail: () => undefined });
const ShownContext = createContext<{ readonly toasts: readonly Shown[]; readonly dismiss: (id: string) => void }>({
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
const KEPT = 5;
let made = 0;
/** Milliseconds after which good news disappears; longer where it offers Undo. Whatever went wrong stays. */
const stayOf = ({ type, action, lasts }: Toast): number | null =>
  lasts || type === 'error' || type === 'warning' ? null : action ? 60_000 : 15_000;

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const dismiss = useCallback((id: string) => setToasts((all) => all.filter((one) => one.id !== id)), []);
  const texts = useTexts();
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
        show({ type: 'error', content: problemOf(error, texts) });
      },
    };
  }, [texts, dismiss]);
  const shown = useMemo(() => ({ toasts, dismiss }), [toasts, dismiss]);
  return (
    <ToasterContext.Provider value={toaster}>
      <ShownContext.Provider value={shown}>{children}</ShownContext.Provider>
    </ToasterContext.Provider>
  );
}

/** The toasts, at the foot of the screen: above the content they would move rows away from the pointer. */
export function Toasts() {
  const { toasts, dismiss } = useContext(ShownContext);
  const { shell } = useTexts();
  const items = toasts.map(
    ({ id, type, content, action }): FlashbarProps.MessageDefinition => ({
      id,
      type,
      content,
      // Screen readers do not speak a flash without a role.
      ariaRole: type === 'error' ? 'alert' : 'status',
      dismissible: true,
      dismissLabel: shell.dismiss,
      onDismiss: () => dismiss(id),
      ...(action && {
        action: (
          <Button
            onClick={() => {
              dismiss(id);
              action.run();
            }}
          >
            {action.text}
          </Button>
        ),
      }),
    }),
  );
  return (
    <div className="toasts">
      <Flashbar items={items} stackItems />
    </div>
  );
}

import { type AlertProps, Button } from '@cloudscape-design/components';
import { type ComponentType, lazy, Suspense } from 'react';
import { Link } from 'wouter';
import { Refusal } from '../api/index.ts';
import { contactIn, useProblems, useTexts } from '../texts/index.ts';

/** What an alert says, without its looks. */
const Plain = ({ children, action }: AlertProps) => (
  <div className="plain-alert">
    {children} {action}
  </div>
);

/** Alerts are not part of the first load. Their words are shown at once, and also where the rest cannot be loaded. */
const Full = lazy<ComponentType<AlertProps>>(() => import('./full-alert.tsx').catch(() => ({ default: Plain })));

export const AlertBox = (props: AlertProps) => (
  <Suspense fallback={<Plain {...props} />}>
    <Full {...props} />
  </Suspense>
);

interface Props {
  readonly error: Error;
  /** Tries again. There is no button without it, or where it could not help. */
  readonly retry?: () => void;
}

export function Problem({ error, retry }: Props) {
  const { shell } = useTexts();
  const wordsOf = useProblems();
  const refusal = error instanceof Refusal ? error : null;
  const contact = refusal && contactIn(refusal.codes);
  return (
    <SpokenAlert action={retry && !refusal?.isFinal && <Button onClick={retry}>{shell.retry}</Button>}>
      {wordsOf(error)} {contact && <Link href={`/contact/${contact}`}>{shell.openContact}</Link>}
    </SpokenAlert>
  );
}

/** An alert that screen readers speak: errors and warnings at once, other alerts when the reader is idle. */
export function SpokenAlert({ type = 'error', ...alert }: AlertProps) {
  return (
    <div role={type === 'error' || type === 'warning' ? 'alert' : 'status'}>
      <AlertBox type={type} {...alert} />
    </div>
  );
}

import type { AlertProps } from '@cloudscape-design/components';
import { type ComponentType, lazy, Suspense } from 'react';

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

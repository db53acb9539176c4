import type { AlertProps } from '@cloudscape-design/components';
import { AlertBox } from './alert-box.tsx';

/** An alert that screen readers speak: errors and warnings at once, other alerts when the reader is idle. */
export function SpokenAlert({ type = 'error', ...alert }: AlertProps) {
  return (
    <div role={type === 'error' || type === 'warning' ? 'alert' : 'status'}>
      <AlertBox type={type} {...alert} />
    </div>
  );
}

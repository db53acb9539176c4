import type { ReactNode } from 'react';

export interface Toast {
  readonly type: 'success' | 'info' | 'warning' | 'error';
  readonly content: ReactNode;
  /** A button such as Undo, which also dismisses the toast. */
  readonly action?: { readonly text: string; readonly run: () => void; readonly isUndo?: boolean };
  /** Whether it stays until another takes its place, because something runs. */
  readonly lasts?: boolean;
}

export interface ShownToast extends Toast {
  readonly id: string;
}

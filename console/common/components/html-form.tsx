import type { ReactNode } from 'react';

interface Props {
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form that Enter submits; the page itself handles it, so that no other page is loaded. */
export function HtmlForm({ onSubmit, children }: Props) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

import { useEffect, useRef } from 'react';
import type { Row } from '../../common/api/index.ts';
import type { ContactList } from './use-contact-list.ts';

/** Calls `onRead` with the contacts that a page had before it was read again. */
export function useRemovedRows(
  { page, rows, isOld, isPending }: ContactList,
  onRead: (before: readonly string[]) => void,
): void {
  const seen = useRef<{ readonly page: number; readonly rows: readonly Row[] }>({ page: 0, rows: [] });
  useEffect(() => {
    if (isOld || isPending) return;
    const { current: before } = seen;
    seen.current = { page, rows };
    if (before.page === page && before.rows !== rows) onRead(before.rows.map(({ uuid }) => uuid));
  });
}

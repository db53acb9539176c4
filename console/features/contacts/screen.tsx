import { type ReactNode, useCallback, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useSession } from '../../common/api/index.ts';
import type { ContactPlace, ContactView } from '../../common/contacts/index.ts';
import { ContactsTable } from './contacts-table.tsx';
import { meaningOf } from './meaning.ts';
import type { Show } from './show.ts';

interface Props {
  readonly place: ContactPlace;
  /** Buttons for the place as a whole; `onStart` sends everybody in it through a flow. */
  readonly menu?: (onStart: () => void) => ReactNode;
}

/**
 * A list of contacts with its search. The address holds the query, the order and the page, so that a link leads to
 * them; the entry of the history holds what is ticked, too.
 */
export function ContactsScreen({ place, menu }: Props) {
  const [params, setParams] = useSearchParams();
  const { me } = useSession();
  const asTyped = params.get('query') ?? '';
  const query = meaningOf(asTyped, me.workspace.anon);
  const view: ContactView = { place, query, sort: params.get('sort') };
  const [typed, setTyped] = useState(asTyped);
  const [shown, setShown] = useState(asTyped);
  // After going back to another search the box shows that search.
  if (shown !== asTyped) {
    setShown(asTyped);
    // A search that was just typed may go on with a space.
    if (typed.trim() !== asTyped) setTyped(asTyped);
  }
  const show: Show = (change, { replace = false } = {}) => {
    const next = { query: asTyped, sort: view.sort, ...change };
    setParams(
      Object.entries(next).flatMap(([name, value]) => (value ? [[name, value]] : [])),
      { replace },
    );
  };
  const showPage = useCallback(
    (page: number) => {
      const wanted = page === 1 ? null : String(page);
      if (new URLSearchParams(location.search).get('page') === wanted) return;
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (wanted === null) next.delete('page');
          else next.set('page', wanted);
          return next;
        },
        { replace: true, state: history.state },
      );
    },
    [setParams],
  );
  return <ContactsTable view={view} typed={typed} onType={setTyped} onShow={show} onPage={showPage} menu={menu} />;
}

import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { ContactPlace, ContactView } from '../../common/contacts/index.ts';
import { ContactsTable } from './contacts-table.tsx';
import type { Show } from './search.tsx';

interface Props {
  readonly place: ContactPlace;
  /** Buttons for the place as a whole; `onStart` sends everybody in it through a flow. */
  readonly menu?: (onStart: () => void) => ReactNode;
}

/** A list of contacts with its search. The address holds the query and the order, so that a link leads to them. */
export function ContactsScreen({ place, menu }: Props) {
  const [params, setParams] = useSearchParams();
  const view: ContactView = { place, query: params.get('query') ?? '', sort: params.get('sort') };
  const [typed, setTyped] = useState(view.query);
  const [shown, setShown] = useState(view.query);
  // After going back to another search the box shows that search.
  if (shown !== view.query) {
    setShown(view.query);
    // A search that was just typed may go on with a space.
    if (typed.trim() !== view.query) setTyped(view.query);
  }
  const show: Show = (change, { replace = false } = {}) => {
    const next = { query: view.query, sort: view.sort, ...change };
    setParams(
      Object.entries(next).flatMap(([name, value]) => (value ? [[name, value]] : [])),
      { replace },
    );
  };
  return <ContactsTable view={view} typed={typed} onType={setTyped} onShow={show} menu={menu} />;
}

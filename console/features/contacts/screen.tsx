import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { ContactPlace, ContactView } from '../../common/contacts/contact-place.ts';
import { ContactsTable } from './contacts-table.tsx';

interface Props {
  readonly place: ContactPlace;
  /** Buttons for the place as a whole; `onStart` sends everybody in it through a flow. */
  readonly menu?: (onStart: () => void) => ReactNode;
}

/** A list of contacts with its search: what is looked for and in what order is in the address, so that it can be sent. */
export function ContactsScreen({ place, menu }: Props) {
  const [params, setParams] = useSearchParams();
  const view: ContactView = { place, query: params.get('query') ?? '', sort: params.get('sort') };
  const [typed, setTyped] = useState(view.query);
  const [shown, setShown] = useState(view.query);
  // Who goes back to another search sees that one in the box, and not what was typed last.
  if (shown !== view.query) {
    setShown(view.query);
    setTyped(view.query);
  }
  const show = (change: { readonly query?: string; readonly sort?: string | null }) => {
    const next = { query: view.query, sort: view.sort, ...change };
    setParams(Object.entries(next).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  };
  return (
    <ContactsTable
      key={JSON.stringify([view.query, view.sort])}
      view={view}
      typed={typed}
      onType={setTyped}
      onShow={show}
      menu={menu}
    />
  );
}

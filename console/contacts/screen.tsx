import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useIsFirst } from '../first-run/use-is-first.ts';
import { Waiting } from '../shell/waiting.tsx';
import type { Place, View } from './place.ts';
import { ContactsTable } from './table.tsx';

const FirstRun = lazy(() => import('../first-run/first-run.tsx'));

/** A list of contacts with its search: what is looked for and in what order is in the address, so that it can be sent. */
export function ContactsScreen({ place }: { readonly place: Place }) {
  const [params, setParams] = useSearchParams();
  const view: View = { place, query: params.get('query') ?? '', sort: params.get('sort') };
  const [typed, setTyped] = useState(view.query);
  const [shown, setShown] = useState(view.query);
  // Who goes back to another search sees that one in the box, and not what was typed last.
  if (shown !== view.query) {
    setShown(view.query);
    setTyped(view.query);
  }
  const isFirst = useIsFirst(view);
  const show = (change: { readonly query?: string; readonly sort?: string | null }) => {
    const next = { query: view.query, sort: view.sort, ...change };
    setParams(Object.entries(next).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  };
  if (isFirst)
    return (
      <Suspense fallback={<Waiting />}>
        <FirstRun />
      </Suspense>
    );
  return (
    <ContactsTable
      key={JSON.stringify([view.query, view.sort])}
      view={view}
      typed={typed}
      onType={setTyped}
      onShow={show}
    />
  );
}

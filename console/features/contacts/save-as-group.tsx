import { Button } from '@cloudscape-design/components';
import { lazy, Suspense, useState } from 'react';
import { inspect, parseQuery, type QueryEnv } from '../../../shared/query/query.ts';
import { useTexts } from '../../common/texts/index.ts';

const NameGroup = lazy(() => import('./name-group-dialog.tsx'));

/** Makes a smart group of a search, when the query language allows that. */
export function SaveAsGroup({ query, env }: { readonly query: string; readonly env: QueryEnv }) {
  const { groups: texts } = useTexts();
  const [open, setOpen] = useState(false);
  const read = parseQuery(query, env);
  if (!read.ok || !inspect(read.query).allow_as_group) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.saveAs}</Button>
      {open && (
        <Suspense fallback={null}>
          <NameGroup query={query} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

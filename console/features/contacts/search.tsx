import { Button } from '@cloudscape-design/components';
import { lazy, Suspense, useMemo, useState } from 'react';
import { inspect, parseQuery, type QueryEnv } from '../../../shared/query/query.ts';
import { type Field, useGroups, useSession } from '../../common/api/index.ts';
import type { ContactView } from '../../common/contacts/index.ts';
import { QueryBox, queryEnvOf } from '../../common/query-box/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { ContactList } from './use-contact-list.ts';

interface Props {
  readonly view: ContactView;
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly onShow: (change: { readonly query?: string }) => void;
  readonly list: ContactList;
  readonly fields: readonly Field[];
}

export function Search({ view, typed, onType, onShow, list, fields }: Props) {
  const { contacts: texts } = useTexts();
  const { me, may } = useSession();
  const groupList = useGroups().data;
  const groups = useMemo(() => groupList ?? [], [groupList]);
  const env = useMemo(() => queryEnvOf(me.workspace, fields, groups), [me, fields, groups]);
  const isShown = view.query !== '' && typed.trim() === view.query;
  return (
    <div className="search">
      <QueryBox
        label={texts.search}
        value={typed}
        onChange={onType}
        onSubmit={(query) => onShow({ query })}
        env={env}
        fields={fields}
        groups={groups}
      />
      {view.query !== '' && (
        <Button
          onClick={() => {
            onType('');
            onShow({ query: '' });
          }}
        >
          {texts.clearSearch}
        </Button>
      )}
      {isShown && may('edit') && list.normal !== null && list.error === null && (
        <SaveAsGroup query={list.normal} env={env} />
      )}
    </div>
  );
}

const NameGroup = lazy(() => import('./name-group-dialog.tsx'));

/** Makes a smart group of a search, when the query language allows that. */
function SaveAsGroup({ query, env }: { readonly query: string; readonly env: QueryEnv }) {
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

import Button from '@cloudscape-design/components/button';
import { useMemo } from 'react';
import { useGroups } from '../api/queries.ts';
import type { Field } from '../api/types.ts';
import { QueryBox } from '../query/box.tsx';
import { queryEnvOf } from '../query/env.ts';
import { useSession } from '../session/session.tsx';
import { useTexts } from '../texts/texts.tsx';
import type { ContactList } from './list.ts';
import type { View } from './place.ts';
import { SaveAsGroup } from './save-as-group.tsx';

interface Props {
  readonly view: View;
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly onShow: (change: { readonly query?: string }) => void;
  readonly list: ContactList;
  readonly fields: readonly Field[];
}

/** The search of a list, and what can be made of it. */
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

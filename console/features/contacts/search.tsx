import { Button } from '@cloudscape-design/components';
import { useMemo } from 'react';
import { type Field, useGroups, useSession } from '../../common/api/index.ts';
import type { ContactView } from '../../common/contacts/index.ts';
import { QueryBox, queryEnvOf } from '../../common/query-box/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { SaveAsGroup } from './save-as-group.tsx';
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

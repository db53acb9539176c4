import { RadioGroup } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { parseQuery } from '../../../shared/query/query.ts';
import { type Group, useMutation, useRefresh, useSession } from '../../common/api/index.ts';
import { Dialog, TextField } from '../../common/components/index.ts';
import { QueryBox, useQueryEnv } from '../../common/query-box/index.ts';
import { useTexts } from '../../common/texts/index.ts';

/** Makes a group, or changes its name or query. A group cannot become smart or stop being smart. */
export function EditGroup({ group, onClose }: { readonly group: Group | null; readonly onClose: () => void }) {
  const { words, groups: texts, contacts } = useTexts();
  const { api } = useSession();
  const refresh = useRefresh();
  const [, navigate] = useLocation();
  const known = useQueryEnv();
  const [name, setName] = useState(group?.name ?? '');
  const [smart, setSmart] = useState(group?.query != null);
  const [query, setQuery] = useState(group?.query ?? '');
  const save = useMutation({
    mutationFn: () =>
      api.post('groups', { name: name.trim(), ...(smart && { query }) }, { ...(group && { uuid: group.uuid }) }),
    async onSuccess({ uuid }) {
      await refresh();
      onClose();
      navigate(`/groups/${uuid}`);
    },
  });
  const isRead = !smart || parseQuery(query, known.env).ok;
  const can = name.trim() !== '' && isRead;
  return (
    <Dialog
      title={group === null ? texts.create : texts.edit}
      confirm={words.save}
      onClose={onClose}
      disabled={!can}
      change={save}
    >
      <TextField label={texts.name} value={name} onChange={setName} autoFocus />
      {group === null && (
        <RadioGroup
          ariaRequired
          value={smart ? 'smart' : 'static'}
          items={[
            { value: 'static', label: texts.byHand, description: contacts.staticGroup },
            { value: 'smart', label: texts.smart, description: texts.smartHint },
          ]}
          onChange={({ detail }) => setSmart(detail.value === 'smart')}
        />
      )}
      {smart && (
        <QueryBox
          label={texts.query}
          value={query}
          onChange={setQuery}
          onSubmit={() => can && save.mutate()}
          {...known}
        />
      )}
    </Dialog>
  );
}

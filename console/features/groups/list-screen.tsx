import { Badge, Button, StatusIndicator } from '@cloudscape-design/components';
import { useState } from 'react';
import { type Group, useCounts, useGroups, useSession } from '../../common/api/index.ts';
import { ListTable, nameColumn } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { EditGroup } from './edit-group.tsx';

export default function GroupsScreen() {
  const { words, groups: texts } = useTexts();
  const { may } = useSession();
  const { number } = useFormats();
  const groups = useGroups();
  const counts = useCounts().data;
  const sizeOf = ({ uuid, count }: Group) => counts?.groups[uuid] ?? count;
  const [creating, setCreating] = useState(false);
  return (
    <>
      <ListTable<Group>
        title={words.groups}
        description={texts.hint}
        actions={
          may('edit') && (
            <Button variant="primary" onClick={() => setCreating(true)}>
              {texts.create}
            </Button>
          )
        }
        items={groups.data ?? []}
        find={({ name, query }) => `${name} ${query ?? ''}`}
        read={groups}
        trackBy="uuid"
        wraps
        columns={[
          nameColumn(texts.name, 'groups'),
          {
            id: 'count',
            header: texts.members,
            sortingComparator: (a, b) => sizeOf(a) - sizeOf(b),
            cell: (group) => number(sizeOf(group)),
          },
          {
            id: 'kind',
            header: texts.kind,
            cell: (group) => (group.query === null ? texts.byHand : <Badge color="blue">{texts.smart}</Badge>),
          },
          { id: 'query', header: texts.query, cell: ({ query }) => <code dir="auto">{query ?? ''}</code> },
          { id: 'status', header: words.state, cell: (group) => <GroupState group={group} /> },
        ]}
        narrow={['name', 'count']}
        empty={texts.none}
      />
      {creating && <EditGroup group={null} onClose={() => setCreating(false)} />}
    </>
  );
}

function GroupState({ group: { status } }: { readonly group: Group }) {
  const { groups: texts } = useTexts();
  if (status === 'ready') return <StatusIndicator>{texts.ready}</StatusIndicator>;
  if (status === 'invalid') return <StatusIndicator type="error">{texts.invalid}</StatusIndicator>;
  return <StatusIndicator type="in-progress">{texts.filling}</StatusIndicator>;
}

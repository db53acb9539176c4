import { ButtonDropdown } from '@cloudscape-design/components';
import { useState } from 'react';
import { ActionSheet, type Task } from '../../common/actions/index.ts';
import type { Group } from '../../common/api/index.ts';
import { later } from '../../common/components/index.ts';
import { useFirstTexts } from '../../common/texts/index.ts';

/** The dialogs are not part of the first load. */
const EditGroup = later(async () => ({ default: (await import('./edit-group.tsx')).EditGroup }));
const DeleteGroup = later(() => import('./delete-group.tsx'));

interface Props {
  readonly group: Group;
  /** Sends all members through a flow. */
  readonly onStart: () => void;
}

export default function GroupMenu({ group, onStart }: Props) {
  const { groups: texts, actions } = useFirstTexts();
  const [open, setOpen] = useState<'edit' | 'merge' | 'delete' | null>(null);
  const choose = (id: string) => (id === 'start' ? onStart() : setOpen(id as 'edit' | 'merge' | 'delete'));
  const merge: Task = {
    action: 'move_to_group',
    selection: { groups: [group.uuid] },
    count: null,
    place: { type: 'group', group },
  };
  return (
    <>
      <ButtonDropdown
        items={[
          { id: 'start', text: actions.names.start_flow },
          { id: 'edit', text: texts.edit },
          ...(group.query === null ? [{ id: 'merge', text: texts.merge }] : []),
          { id: 'delete', text: texts.delete },
        ]}
        onItemClick={({ detail }) => choose(detail.id)}
      >
        {texts.menu}
      </ButtonDropdown>
      {open === 'edit' && <EditGroup group={group} onClose={() => setOpen(null)} />}
      {open === 'merge' && <ActionSheet task={merge} onClose={() => setOpen(null)} />}
      {open === 'delete' && <DeleteGroup group={group} onClose={() => setOpen(null)} />}
    </>
  );
}

import { ButtonDropdown } from '@cloudscape-design/components';
import { lazy, Suspense, useState } from 'react';
import type { Group } from '../../common/api/index.ts';
import { useTexts } from '../../common/texts/index.ts';

/** The dialogs are not part of the first load. */
const EditGroup = lazy(async () => ({ default: (await import('./edit-group.tsx')).EditGroup }));
const DeleteGroup = lazy(() => import('./delete-group.tsx'));

interface Props {
  readonly group: Group;
  /** Sends all members through a flow. */
  readonly onStart: () => void;
}

export function GroupMenu({ group, onStart }: Props) {
  const { groups: texts, actions } = useTexts();
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const choose = (id: string) => (id === 'start' ? onStart() : setOpen(id === 'edit' ? 'edit' : 'delete'));
  return (
    <>
      <ButtonDropdown
        items={[
          { id: 'start', text: actions.names.start_flow },
          { id: 'edit', text: texts.edit },
          { id: 'delete', text: texts.delete },
        ]}
        onItemClick={({ detail }) => choose(detail.id)}
      >
        {texts.menu}
      </ButtonDropdown>
      <Suspense fallback={null}>
        {open === 'edit' && <EditGroup group={group} onClose={() => setOpen(null)} />}
        {open === 'delete' && <DeleteGroup group={group} onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}

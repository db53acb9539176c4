import { useState } from 'react';
import { ActionSheet, type Task } from '../../common/actions/index.ts';
import { type Flow, useCounts, useGroups } from '../../common/api/index.ts';
import { ChoiceField, Dialog } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

export function StartFlow({ flow, onClose }: { readonly flow: Flow; readonly onClose: () => void }) {
  const { flows: texts, actions } = useTexts();
  const groups = useGroups().data ?? [];
  const counts = useCounts().data;
  const [chosen, setChosen] = useState<string | null>(null);
  const [task, setTask] = useState<Task | null>(null);
  const group = groups.find(({ uuid }) => uuid === chosen);
  if (task) return <ActionSheet task={task} target={flow.uuid} onClose={onClose} />;
  return (
    <Dialog
      title={texts.startIn({ name: flow.name })}
      confirm={texts.goOn}
      onConfirm={() =>
        group &&
        setTask({
          action: 'start_flow',
          selection: { groups: [group.uuid] },
          count: counts?.groups[group.uuid] ?? null,
          place: { type: 'group', group },
        })
      }
      onClose={onClose}
      disabled={group === undefined}
    >
      <ChoiceField
        label={actions.group}
        description={texts.orTick}
        options={groups.map(({ uuid, name }) => ({ value: uuid, label: name }))}
        value={chosen}
        placeholder={actions.chooseGroup}
        searchable
        onChange={setChosen}
      />
    </Dialog>
  );
}

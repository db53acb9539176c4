import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { lazy, Suspense, useState } from 'react';
import type { Task } from '../../common/actions/task.ts';
import { useCounts, useGroups } from '../../common/api/queries.ts';
import type { Flow } from '../../common/api/types.ts';
import { Dialog } from '../../common/components/dialog.tsx';
import { useTexts } from '../../common/texts/texts.tsx';

const ActionSheet = lazy(() => import('../../common/actions/action-sheet.tsx'));

/** Chooses the group that is sent through a flow, and hands over to the sheet that every action has. */
export function StartFlow({ flow, onClose }: { readonly flow: Flow; readonly onClose: () => void }) {
  const { flows: texts, actions, shell } = useTexts();
  const groups = useGroups().data ?? [];
  const counts = useCounts().data;
  const [chosen, setChosen] = useState<string | null>(null);
  const [task, setTask] = useState<Task | null>(null);
  const options = groups.map(({ uuid, name }) => ({ value: uuid, label: name }));
  const group = groups.find(({ uuid }) => uuid === chosen);
  if (task)
    return (
      <Suspense fallback={null}>
        <ActionSheet task={task} target={flow.uuid} onClose={onClose} />
      </Suspense>
    );
  return (
    <Dialog
      title={texts.startIn(flow.name)}
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
      <FormField label={actions.group} description={texts.orTick}>
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === chosen) ?? null}
          placeholder={actions.chooseGroup}
          filteringType="auto"
          filteringAriaLabel={shell.find}
          onChange={({ detail }) => setChosen(detail.selectedOption.value ?? null)}
        />
      </FormField>
    </Dialog>
  );
}

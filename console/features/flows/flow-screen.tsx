import { Alert, Button } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { ActionSheet, type Task } from '../../common/actions/index.ts';
import { type Flow, useCounts, useFlows, useGroups, useSession } from '../../common/api/index.ts';
import {
  ChoiceField,
  Dialog,
  FailedScreen,
  Loading,
  NotFound,
  Screen,
  Section,
} from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Definition } from './definition.ts';
import { FlowDrawing, trafficOf, useLastStart } from './drawing.tsx';
import { FlowProblems } from './flow-problems.tsx';
import { Simulation } from './simulation.tsx';

/** The definition of a flow, as it was imported; null when there is none. */
function useDefinition(uuid: string) {
  const { api } = useSession();
  return useQuery({
    queryKey: ['definition', uuid],
    queryFn: async (): Promise<Definition | null> => {
      const { flows } = await api.get('definitions', { flow: uuid, dependencies: 'none' });
      return (flows.find((flow) => flow.uuid === uuid) as Definition | undefined) ?? null;
    },
  });
}

export default function FlowScreen({ uuid }: { readonly uuid: string }) {
  const flows = useFlows();
  if (flows.error) return <FailedScreen error={flows.error} retry={() => void flows.refetch()} />;
  if (!flows.data) return <Loading />;
  const flow = flows.data.find((one) => one.uuid === uuid);
  return flow ? <FlowPage flow={flow} /> : <NotFound />;
}

function FlowPage({ flow }: { readonly flow: Flow }) {
  const { flows: texts } = useTexts();
  const { number, moment } = useFormats();
  const { may } = useSession();
  const definition = useDefinition(flow.uuid);
  const last = useLastStart(flow.uuid).data ?? null;
  const traffic = useMemo(() => (last ? trafficOf(last) : null), [last]);
  const [path, setPath] = useState<readonly string[]>([]);
  const [starting, setStarting] = useState(false);
  const canRun = flow.problems.length === 0;
  const runs = flow.runs.completed + flow.runs.failed;
  return (
    <Screen
      title={<bdi>{flow.name}</bdi>}
      description={texts.runsSoFar({ count: runs, shown: number(runs) })}
      actions={
        may('edit') && (
          <Button
            variant="primary"
            disabled={!canRun}
            {...(!canRun && { disabledReason: texts.cannotRun({ count: flow.problems.length }) })}
            onClick={() => setStarting(true)}
          >
            {texts.start}
          </Button>
        )
      }
    >
      {!canRun && (
        <Alert type="error" header={texts.refused}>
          <FlowProblems
            problems={flow.problems}
            codes={flow.codes?.problems}
            flows={definition.data ? [definition.data] : []}
          />
        </Alert>
      )}
      <Section title={texts.whatItDoes}>
        <FlowDrawing nodes={definition.data?.nodes ?? []} path={path} traffic={traffic} />
        {last?.paths && (
          <Link href={`/jobs/${last.uuid}`} className="last-start">
            {texts.lastStart({
              time: moment(last.created_on),
              shown: number(last.paths.runs),
              complete: last.paths.complete,
            })}
          </Link>
        )}
      </Section>
      {canRun && <Simulation flow={flow} onPath={setPath} />}
      {starting && <StartFlow flow={flow} onClose={() => setStarting(false)} />}
    </Screen>
  );
}

function StartFlow({ flow, onClose }: { readonly flow: Flow; readonly onClose: () => void }) {
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

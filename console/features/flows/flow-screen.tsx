import { Alert, Button } from '@cloudscape-design/components';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { type Flow, useFlows, useSession } from '../../common/api/index.ts';
import { FailedScreen, Loading, NotFound, Screen, Section } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { useDefinition } from './api.ts';
import { FlowDrawing } from './drawing.tsx';
import { FlowProblems } from './flow-problems.tsx';
import { trafficOf, useLastStart } from './last-start.ts';
import { Simulation } from './simulation.tsx';
import { StartFlow } from './start-flow.tsx';

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
  return (
    <Screen
      title={<bdi>{flow.name}</bdi>}
      description={texts.runsSoFar({ count: flow.runs.completed, shown: number(flow.runs.completed) })}
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

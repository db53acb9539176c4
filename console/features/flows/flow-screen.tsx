import { Alert, Button } from '@cloudscape-design/components';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { useFlows } from '../../common/api/queries.ts';
import { useSession } from '../../common/api/session.ts';
import type { Flow } from '../../common/api/types.ts';
import { FailedScreen } from '../../common/components/failed-screen.tsx';
import { Loading } from '../../common/components/loading-screen.tsx';
import { NotFound } from '../../common/components/not-found.tsx';
import { Screen } from '../../common/components/screen.tsx';
import { Section } from '../../common/components/section.tsx';
import { useFormats } from '../../common/texts/formats.ts';
import { useTexts } from '../../common/texts/texts.tsx';
import { useDefinition } from './api.ts';
import { FlowDrawing } from './drawing.tsx';
import { FlowProblems } from './flow-problems.tsx';
import { trafficOf, useLastStart } from './last-start.ts';
import { Simulation } from './simulation.tsx';
import { StartFlow } from './start-flow.tsx';

/** One flow: what it does, a simulation, and a start. */
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
      description={texts.runsSoFar(flow.runs.completed, number(flow.runs.completed))}
      actions={
        may('edit') && (
          <Button
            variant="primary"
            disabled={!canRun}
            {...(!canRun && { disabledReason: texts.cannotRun(flow.problems.length) })}
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
            {texts.lastStart(moment(last.created_on), number(last.paths.runs), last.paths.complete)}
          </Link>
        )}
      </Section>
      {canRun && <Simulation flow={flow} onPath={setPath} />}
      {starting && <StartFlow flow={flow} onClose={() => setStarting(false)} />}
    </Screen>
  );
}

import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { Flow } from '../api/types.ts';
import { useSession } from '../session/session.tsx';
import { Failed } from '../shell/failed.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { Section } from '../shell/section.tsx';
import { Waiting } from '../shell/waiting.tsx';
import { useFormats } from '../texts/format.ts';
import { useTexts } from '../texts/texts.tsx';
import { useDefinition, useFlows } from './api.ts';
import { FlowDrawing } from './drawing.tsx';
import { trafficOf, useLastStart } from './last-start.ts';
import { FlowProblems } from './problems.tsx';
import { Simulation } from './simulation.tsx';
import { StartFlow } from './start.tsx';

/** One flow: what it does, tried on a contact, and started. */
export default function FlowScreen({ uuid }: { readonly uuid: string }) {
  const flows = useFlows();
  if (flows.error) return <Failed error={flows.error} retry={() => void flows.refetch()} />;
  if (!flows.data) return <Waiting />;
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
    <SpaceBetween size="l">
      <Header
        variant="h1"
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
        <bdi>{flow.name}</bdi>
      </Header>
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
        <SpaceBetween size="s">
          <FlowDrawing nodes={definition.data?.nodes ?? []} path={path} traffic={traffic} />
          {last?.paths && (
            <Link href={`/jobs/${last.uuid}`} className="last-start">
              {texts.lastStart(moment(last.created_on), number(last.paths.runs), last.paths.complete)}
            </Link>
          )}
        </SpaceBetween>
      </Section>
      {canRun && <Simulation flow={flow} onPath={setPath} />}
      {starting && <StartFlow flow={flow} onClose={() => setStarting(false)} />}
    </SpaceBetween>
  );
}

import { Button, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type Job, useSession } from '../api/index.ts';
import { useToaster } from '../components/index.ts';
import { type Texts, useTexts } from '../texts/index.ts';
import { type JobBody, runBody, useChangeJob } from './api.ts';
import { RateDialog } from './rate-dialog.tsx';
import { RescheduleDialog } from './reschedule-dialog.tsx';

/** `move` and `rate` open a dialog. */
type Step = 'move' | 'rate' | 'run' | 'pause' | 'resume' | 'interrupt' | 'undo';

type Asking = 'move' | 'rate';
const ASKING = { move: RescheduleDialog, rate: RateDialog } as const;
const asks = (step: Step): step is Asking => Object.hasOwn(ASKING, step);

/** Types without an undo: deletions, and jobs that only compute members of smart groups. The service decides. */
const NEVER_UNDONE = ['delete', 'purge_archived', 'clear_group', 'populate_group', 'refresh_groups', 'repair'];

/** What the user can do with a job. Previews of actions are run in their own dialog. */
function stepsOf({ status, type, changed, token }: Job): readonly Step[] {
  switch (status) {
    case 'pending':
      return ['interrupt'];
    case 'waiting':
      return ['move', 'interrupt'];
    case 'ready':
      return type === 'undo' && token !== undefined ? ['run', 'interrupt'] : ['interrupt'];
    case 'queued':
    case 'started':
      return ['rate', 'pause', 'interrupt'];
    case 'paused':
      return ['rate', 'resume', 'interrupt'];
    default:
      return changed > 0 && !NEVER_UNDONE.includes(type) ? ['undo'] : [];
  }
}

/** The body of a step. An undo starts as a preview, which tells who was changed since. */
const bodyOf = (step: Exclude<Step, Asking>, job: Job): JobBody => {
  if (step === 'run') return runBody(job);
  return step === 'undo' ? { action: 'undo', preview: true } : { action: step };
};

export function JobActions({ job }: { readonly job: Job }) {
  const { may } = useSession();
  const texts = useTexts();
  const toaster = useToaster();
  const [, navigate] = useLocation();
  const change = useChangeJob();
  const [asking, setAsking] = useState<Asking | null>(null);
  if (!may('edit')) return null;
  const take = (step: Step) => {
    if (asks(step)) return setAsking(step);
    change.mutate(
      { uuid: job.uuid, ...bodyOf(step, job) },
      {
        onSuccess: (next) => next.uuid !== job.uuid && navigate(`/jobs/${next.uuid}`),
        onError: toaster.fail,
      },
    );
  };
  const Question = asking && ASKING[asking];
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {stepsOf(job).map((step) => (
        <Button key={step} loading={change.isPending && change.variables.action === step} onClick={() => take(step)}>
          {nameOf(step, job, texts)}
        </Button>
      ))}
      {Question && <Question job={job} onClose={() => setAsking(null)} />}
    </SpaceBetween>
  );
}

function nameOf(step: Step, { status }: Job, { jobs, words }: Texts): string {
  if (step === 'move') return jobs.move;
  if (step === 'rate') return jobs.limitRate;
  return step === 'interrupt' && status === 'waiting' ? words.cancel : jobs.steps[step];
}

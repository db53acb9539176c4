import { Button, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Job } from '../api/index.ts';
import { Dialog, TextField, useToaster } from '../components/index.ts';
import { type Texts, useTexts } from '../texts/index.ts';
import { type JobBody, runBody, useChangeJob } from './api.ts';
import { ApproveDialog, DeclineDialog } from './decision-dialog.tsx';
import { type StartTime, StartTimeChoice } from './start-time.tsx';
import { UndoDialog } from './undo-dialog.tsx';

function RateDialog({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const { jobs: texts } = useTexts();
  const change = useChangeJob();
  const [typed, setTyped] = useState(String(job.max_rate ?? ''));
  const isRead = /^\s*(?:[1-9]\d*)?\s*$/.test(typed);
  const rate = typed.trim() === '' ? null : Number(typed);
  return (
    <Dialog
      title={texts.limitRate}
      onConfirm={() => change.mutate({ uuid: job.uuid, max_rate: rate }, { onSuccess: onClose })}
      onClose={onClose}
      disabled={!isRead || rate === job.max_rate}
      change={change}
    >
      <TextField
        label={texts.mostRate}
        description={texts.rateHint}
        value={typed}
        inputMode="numeric"
        autoFocus
        autoComplete={false}
        onChange={setTyped}
      />
    </Dialog>
  );
}

function RescheduleDialog({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const { jobs: texts } = useTexts();
  const change = useChangeJob();
  const [before] = useState(() => new Date(job.not_before ?? 0));
  const [begin, setBegin] = useState<StartTime>(before);
  return (
    <Dialog
      title={texts.move}
      onConfirm={() =>
        change.mutate({ uuid: job.uuid, not_before: begin?.toISOString() ?? null }, { onSuccess: onClose })
      }
      onClose={onClose}
      disabled={begin === undefined}
      change={change}
    >
      <StartTimeChoice at={before} onChange={setBegin} />
    </Dialog>
  );
}

/** `repeat` is only for clients of the API. */
type Step = Exclude<Job['steps'][number], 'repeat'>;

/** These steps open a dialog; an undo only of an import. */
const ASKING = {
  set_start: RescheduleDialog,
  set_rate: RateDialog,
  approve: ApproveDialog,
  decline: DeclineDialog,
  undo: UndoDialog,
} as const;
type Asking = keyof typeof ASKING;
const asks = (step: Step, { type }: Job): step is Asking =>
  Object.hasOwn(ASKING, step) && (step !== 'undo' || type === 'import');

/** What can be done with a job in its status. Previews of actions are run in their own dialog. */
function stepsNow({ status, type, changed }: Job): readonly Step[] {
  switch (status) {
    case 'pending':
      return ['interrupt'];
    case 'awaiting_approval':
      return ['approve', 'decline', 'interrupt'];
    case 'waiting':
      return ['set_start', 'interrupt'];
    case 'ready':
      return type === 'undo' ? ['run', 'interrupt'] : ['interrupt'];
    case 'queued':
    case 'started':
      return ['set_rate', 'pause', 'interrupt'];
    case 'paused':
      return ['set_rate', 'resume', 'interrupt'];
    default:
      return changed > 0 ? ['undo'] : [];
  }
}

/** The body of a step. An undo starts as a preview, which tells who was changed since. */
const bodyOf = (step: Exclude<Step, Exclude<Asking, 'undo'>>, job: Job): JobBody => {
  if (step === 'run') return runBody(job);
  return step === 'undo' ? { action: 'undo', preview: true } : { action: step };
};

/** What begins or ends a job stands below its progress, so that a second click on Undo meets neither. */
const BELOW: readonly Step[] = ['run', 'interrupt'];

export function JobActions({ job, below = false }: { readonly job: Job; readonly below?: boolean }) {
  const texts = useTexts();
  const toaster = useToaster();
  const [, navigate] = useLocation();
  const change = useChangeJob();
  const [asking, setAsking] = useState<Asking | null>(null);
  const steps = stepsNow(job).filter((step) => job.steps.includes(step) && BELOW.includes(step) === below);
  if (steps.length === 0) return null;
  const take = (step: Step) => {
    if (asks(step, job)) return setAsking(step);
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
      {steps.map((step) => (
        <Button key={step} loading={change.isPending && change.variables.action === step} onClick={() => take(step)}>
          {nameOf(step, job, texts)}
        </Button>
      ))}
      {Question && <Question job={job} onClose={() => setAsking(null)} />}
    </SpaceBetween>
  );
}

function nameOf(step: Step, { status }: Job, { jobs, words }: Texts): string {
  if (step === 'set_start') return jobs.move;
  if (step === 'set_rate') return jobs.limitRate;
  return step === 'interrupt' && (status === 'waiting' || status === 'awaiting_approval')
    ? words.cancel
    : jobs.steps[step];
}

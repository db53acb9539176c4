import { Box } from '@cloudscape-design/components';
import { useState } from 'react';
import { type Job, useRefresh } from '../api/index.ts';
import { ConfirmNumber, type Consequence, Dialog, FinalWarning, usePause, useToaster } from '../components/index.ts';
import { type StartTime, StartTimeChoice, useRunPreview } from '../jobs/index.ts';
import { useFormats, useTexts } from '../texts/index.ts';
import { ActionTarget } from './action-target.tsx';
import { ExclusionForm } from './exclusion-form.tsx';
import type { Exclusions } from './exclusions.ts';
import { PreviewSummary } from './preview-summary.tsx';
import { firstTargetOf, liftsOptOut, needOf, type Task } from './task.ts';
import { useJobReports } from './use-job-reports.ts';
import { usePreview } from './use-preview.ts';

interface Props {
  readonly task: Task;
  /** The group or flow, when it is chosen already. */
  readonly target?: string;
  /** @param done - whether the action was run */
  readonly onClose: (done: boolean) => void;
}

/** Milliseconds between typing the number of a whole list and its deletion. */
const THINK_MS = 5_000;

/** Asks what an action still needs, shows its preview with cost and duration, and runs it. */
export default function ActionDialog({ task, target: chosen, onClose }: Props) {
  const texts = useTexts();
  const { number, moment } = useFormats();
  const toaster = useToaster();
  const refresh = useRefresh();
  const { follow } = useJobReports();
  const needed = needOf(task);
  const [target, setTarget] = useState<string | null>(chosen ?? firstTargetOf(task));
  const [isOpen, setOpen] = useState(false);
  const [leaving, setLeaving] = useState<Exclusions | undefined>();
  const preview = usePreview(task, needed === null ? null : (target ?? undefined), leaving);
  const { job } = preview;
  const consequence = consequenceOf(task);
  /** The number that was typed, and the preview that it confirms. */
  const [typed, setTyped] = useState({ text: '', job: '' });
  const started = (running: Job) => {
    if (running.status === 'waiting' && running.not_before)
      toaster.show({ type: 'info', content: texts.actions.scheduled({ time: moment(running.not_before) }) });
    else void follow(running).catch(toaster.fail);
    void refresh();
    onClose(true);
  };
  const [begin, setBegin] = useState<StartTime>(null);
  const run = useRunPreview(started);
  const total = job?.total ?? null;
  const isTyped = typed.job === job?.uuid && typed.text.replaceAll(/\D/g, '') === String(total);
  const isOne = total === 1 && task.selection.contacts !== undefined;
  const isAll = consequence === 'gone' && task.selection.contacts === undefined;
  const hasThought = usePause(isTyped && isAll, THINK_MS);
  const agreed = consequence === null || isOne || (isTyped && (!isAll || hasThought));
  const warns = consequence !== null && preview.isReady && total !== null && total > 0;
  const can = preview.isReady && total !== null && total > 0 && agreed && !isOpen && begin !== undefined;
  const error = preview.error ?? run.error;
  return (
    <Dialog
      title={texts.actions.names[task.action]}
      confirm={
        total === null ? texts.actions.names[task.action] : texts.actions.run[task.action]({ shown: number(total) })
      }
      onConfirm={() => {
        if (job === null) return;
        preview.keep();
        run.mutate({ job, begin: begin ?? null });
      }}
      onClose={() => onClose(false)}
      disabled={!can}
      final={consequence === 'gone'}
      change={{ isPending: run.isPending, error }}
    >
      {needed !== null && chosen === undefined && (
        <ActionTarget
          kind={needed}
          place={task.place}
          columns={task.columns ?? []}
          value={target}
          wereBlocked={consequence === 'blocked'}
          onChange={setTarget}
        />
      )}
      {(needed === null || target !== null) && error === null && <PreviewSummary task={task} job={job} />}
      <ExclusionForm action={task.action} onChange={setLeaving} onOpen={setOpen} />
      <StartTimeChoice onChange={setBegin} />
      {isTyped && isAll && !hasThought && <Box>{texts.actions.waits}</Box>}
      {warns && isOne && <FinalWarning total={total} consequence={consequence} />}
      {warns && !isOne && (
        <ConfirmNumber
          key={job?.uuid}
          total={total}
          consequence={consequence}
          value={typed.job === job?.uuid ? typed.text : ''}
          onChange={(text) => setTyped({ text, job: job?.uuid ?? '' })}
        />
      )}
    </Dialog>
  );
}

/** What the user agrees to besides the number; null where the action can be undone. */
function consequenceOf(task: Task): Consequence | null {
  if (task.action === 'delete') return 'gone';
  if (!liftsOptOut(task)) return null;
  return task.place.type === 'folder' && task.place.folder === 'blocked' ? 'blocked' : 'stopped';
}

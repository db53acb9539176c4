import { useState } from 'react';
import { useLocation } from 'wouter';
import { type Job, useRefresh } from '../api/index.ts';
import { ConfirmNumber, Dialog, useToaster } from '../components/index.ts';
import { type StartTime, StartTimeChoice, useRunPreview } from '../jobs/index.ts';
import { useFormats, useTexts } from '../texts/index.ts';
import { ActionTarget } from './action-target.tsx';
import { ExclusionForm } from './exclusion-form.tsx';
import type { Exclusions } from './exclusions.ts';
import { PreviewSummary } from './preview-summary.tsx';
import { firstTargetOf, liftsOptOut, needOf, type Task } from './task.ts';
import { usePreview } from './use-preview.ts';

interface Props {
  readonly task: Task;
  /** The group or flow, when it is chosen already. */
  readonly target?: string;
  /** @param done - whether the action was run */
  readonly onClose: (done: boolean) => void;
}

/** Asks what an action still needs, shows its preview with cost and duration, and runs it. */
export default function ActionDialog({ task, target: chosen, onClose }: Props) {
  const texts = useTexts();
  const { number, moment } = useFormats();
  const toaster = useToaster();
  const refresh = useRefresh();
  const [, navigate] = useLocation();
  const needed = needOf(task);
  const [target, setTarget] = useState<string | null>(chosen ?? firstTargetOf(task));
  const [isOpen, setOpen] = useState(false);
  const [leaving, setLeaving] = useState<Exclusions | undefined>();
  const preview = usePreview(task, needed === null ? null : (target ?? undefined), leaving);
  const { job } = preview;
  const final = task.action === 'delete';
  const guarded = final || liftsOptOut(task);
  /** The number that was typed, and the preview that it confirms. */
  const [typed, setTyped] = useState({ text: '', job: '' });
  const started = (running: Job) => {
    toaster.show({
      type: 'info',
      content:
        running.status === 'waiting' && running.not_before
          ? texts.actions.scheduled(moment(running.not_before))
          : texts.actions.started[task.action](running.total ?? 0, number(running.total ?? 0)),
      action: { text: texts.jobs.open, run: () => navigate(`/jobs/${running.uuid}`) },
    });
    void refresh();
    onClose(true);
  };
  const [begin, setBegin] = useState<StartTime>(null);
  const run = useRunPreview(started);
  const total = job?.total ?? null;
  const agreed =
    !guarded || (total !== null && typed.job === job?.uuid && typed.text.replaceAll(/\D/g, '') === String(total));
  const can = preview.isReady && total !== null && total > 0 && agreed && !isOpen && begin !== undefined;
  const error = preview.error ?? run.error;
  return (
    <Dialog
      title={texts.actions.names[task.action]}
      confirm={total === null ? texts.actions.names[task.action] : texts.actions.run[task.action](total, number(total))}
      onConfirm={() => {
        if (job === null) return;
        preview.keep();
        run.mutate({ job, begin: begin ?? null });
      }}
      onClose={() => onClose(false)}
      disabled={!can}
      change={{ isPending: run.isPending, error }}
    >
      {needed !== null && chosen === undefined && <ActionTarget kind={needed} value={target} onChange={setTarget} />}
      {(needed === null || target !== null) && error === null && <PreviewSummary task={task} job={job} />}
      <ExclusionForm action={task.action} onChange={setLeaving} onOpen={setOpen} />
      <StartTimeChoice onChange={setBegin} />
      {guarded && preview.isReady && total !== null && total > 0 && (
        <ConfirmNumber
          key={job?.uuid}
          total={total}
          final={final}
          value={typed.job === job?.uuid ? typed.text : ''}
          onChange={(text) => setTyped({ text, job: job?.uuid ?? '' })}
        />
      )}
    </Dialog>
  );
}

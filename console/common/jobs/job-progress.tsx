import {
  Container,
  ProgressBar,
  SpaceBetween,
  StatusIndicator,
  type StatusIndicatorProps,
} from '@cloudscape-design/components';
import type { Job } from '../api/index.ts';
import { useFormats, useTexts } from '../texts/index.ts';
import { doneCount, doneOf, failedOf, isEnded } from './job.ts';
import { JobActions } from './job-actions.tsx';

const TYPES: Readonly<Record<Job['status'], StatusIndicatorProps.Type>> = {
  pending: 'in-progress',
  ready: 'pending',
  awaiting_approval: 'pending',
  waiting: 'pending',
  queued: 'in-progress',
  started: 'in-progress',
  paused: 'stopped',
  completed: 'success',
  failed: 'error',
  interrupted: 'stopped',
};

type Shown = Pick<Job, 'status' | 'failed' | 'changed'> &
  Partial<Pick<Job, 'type' | 'unchanged' | 'not_before' | 'waiting_for' | 'progress' | 'total'>>;

export function JobProgress({ job }: { readonly job: Job }) {
  const { words, jobs: texts } = useTexts();
  const { number, duration } = useFormats();
  const done = doneOf(job);
  const { rate, seconds_left } = job.progress;
  const facts = [
    job.total === null ? words.counting : texts.doneOf({ done: number(done), total: number(job.total) }),
    ...(rate !== null && !isEnded(job) ? [texts.rate({ shown: number(Math.round(rate)) })] : []),
    ...(job.max_rate !== null && !isEnded(job) ? [texts.atMost({ shown: number(job.max_rate) })] : []),
    ...(seconds_left !== null && !isEnded(job) ? [texts.left({ time: duration(seconds_left) })] : []),
  ];
  return (
    <Container>
      <SpaceBetween size="s">
        <JobStatus job={job} />
        {job.status !== 'ready' && job.total !== 0 && (
          <ProgressBar
            value={job.total === null ? (isEnded(job) ? 100 : 0) : (100 * done) / job.total}
            status="in-progress"
            ariaLabel={texts.progress}
            additionalInfo={facts.join(' · ')}
          />
        )}
        <JobActions job={job} below />
      </SpaceBetween>
    </Container>
  );
}

/** The status of a job. What has failures is shown as a warning, and what has done nothing never as a success. */
export function JobStatus({ job }: { readonly job: Shown }) {
  const { jobs } = useTexts();
  const { moment } = useFormats();
  const isIdle = job.status === 'completed' && doneCount({ type: '', unchanged: 0, ...job }) === 0;
  const type = job.status === 'completed' && failedOf(job) > 0 ? 'warning' : isIdle ? 'info' : TYPES[job.status];
  return (
    <StatusIndicator type={type}>
      {isIdle ? jobs.nothingDone : jobs.statuses[job.status]}
      {job.waiting_for && `: ${isAllDone(job) ? jobs.beingErased : jobs.waitingFor[job.waiting_for]}`}
      {job.status === 'waiting' && job.not_before && `, ${moment(job.not_before)}`}
    </StatusIndicator>
  );
}

/** Whether every contact has an outcome, so that only their traces are still to be removed. */
const isAllDone = ({ progress, total }: Shown): boolean => total !== undefined && progress?.done === total;

import { StatusIndicator, type StatusIndicatorProps } from '@cloudscape-design/components';
import type { Job } from '../api/index.ts';
import { useFormats, useTexts } from '../texts/index.ts';
import { failedOf } from './job.ts';

const TYPES: Readonly<Record<Job['status'], StatusIndicatorProps.Type>> = {
  pending: 'in-progress',
  ready: 'pending',
  waiting: 'pending',
  queued: 'in-progress',
  started: 'in-progress',
  paused: 'stopped',
  completed: 'success',
  failed: 'error',
  interrupted: 'stopped',
};

type Shown = Pick<Job, 'status' | 'failed'> & Partial<Pick<Job, 'not_before'>>;

/** The status of a job. A completed job with failures is shown as a warning. */
export function JobStatus({ job }: { readonly job: Shown }) {
  const { jobs } = useTexts();
  const { moment } = useFormats();
  const type = job.status === 'completed' && failedOf(job) > 0 ? 'warning' : TYPES[job.status];
  return (
    <StatusIndicator type={type}>
      {jobs.statuses[job.status]}
      {job.status === 'waiting' && job.not_before && `, ${moment(job.not_before)}`}
    </StatusIndicator>
  );
}

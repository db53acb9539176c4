import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Job } from '../api/types.ts';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/texts.tsx';
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

type Standing = Pick<Job, 'status' | 'failed'> & Partial<Pick<Job, 'not_before'>>;

/** How a job stands; one that waits, until when; one that is completed but for some is a warning. */
export function JobStatus({ job }: { readonly job: Standing }) {
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

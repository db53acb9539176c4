/** How a job gets from status to status: by a write on condition of the status it is in, so that of two only one is taken. */
import type { ExportFile } from '../../domain/exports/file.ts';
import type { JobFailure, JobStatus } from '../../domain/jobs/job.ts';
import {
  allOf,
  anyOf,
  type Consumed,
  type Data,
  equals,
  type ItemCondition,
  lacks,
  oneOf,
  transact,
  update,
  type Write,
} from '../dynamo/index.ts';
import { type Ending, endItems } from './end-items.ts';
import { type JobRecord, jobKey } from './items.ts';

/** What was done at the end of a job, after its slices. */
export interface Finished {
  readonly file: ExportFile;
  readonly capacity: Consumed;
}

/** What is added to what the job has consumed, and what else must hold of it. */
interface Moving {
  readonly consumed?: Consumed | null;
  readonly also?: readonly ItemCondition[];
}

/** Sets attributes of a job that is in one of some statuses; null when it is in another. A transaction of one, so that it waits its turn behind closing slices. */
export async function changeJobStatus(
  data: Data,
  job: JobRecord,
  from: readonly JobStatus[],
  attributes: Partial<
    Pick<
      JobRecord,
      | 'status'
      | 'modifiedOn'
      | 'startedOn'
      | 'endedOn'
      | 'reason'
      | 'checkpoints'
      | 'paused'
      | 'turn'
      | 'maxRate'
      | 'file'
      | 'notBefore'
    >
  > & { readonly ttl?: number },
  along: readonly Write[] = [],
  { consumed = null, also = [] }: Moving = {},
): Promise<JobRecord | null> {
  const key = jobKey(job.workspace, job.uuid);
  const moved = update(
    'workspace',
    key,
    { set: attributes, ...(consumed && { add: { ...consumed } }) },
    allOf(oneOf('status', from), ...also),
  );
  const written = await transact(data, [moved, ...along]);
  return written.ok ? { ...job, ...attributes } : null;
}

export async function endJob(
  data: Data,
  job: JobRecord,
  from: readonly JobStatus[],
  ending: Ending & { readonly reason?: JobFailure },
  finished: Finished | null = null,
) {
  const { status, reason, now } = ending;
  const ended = {
    ...{ status, modifiedOn: now, endedOn: now },
    ...(reason !== undefined && { reason }),
    ...(finished && { file: finished.file }),
  };
  return changeJobStatus(data, job, from, ended, await endItems(data, job, ending), {
    consumed: finished?.capacity ?? null,
  });
}

/** The time at which it begins is still the one that was read. */
export const isUnmovedTime = ({ notBefore }: JobRecord): ItemCondition => equals('notBefore', notBefore);

/** Nobody has changed its rate since it was read, or had its lanes begin anew. */
export const isUnmovedTurn = ({ turn }: JobRecord): ItemCondition =>
  turn === 0 ? anyOf(equals('turn', 0), lacks('turn')) : equals('turn', turn);

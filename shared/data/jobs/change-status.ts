/** How a job changes its status: by a write on condition of the present one, so that one of two writers wins. */
import type { ExportFile } from '../../domain/exports/file.ts';
import type { Approval, JobFailure, JobStatus } from '../../domain/jobs/job.ts';
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
import type { JobRecord } from './header.ts';
import { jobKey } from './items.ts';

/** The result of a job's last step, after its slices. */
export interface Finished {
  readonly file: ExportFile;
  readonly capacity: Consumed;
}

/** Units to add to what the job has consumed, and further conditions. */
interface Moving {
  readonly consumed?: Consumed | null;
  readonly also?: readonly ItemCondition[];
}

/** Sets a job's attributes if its status is one of `from`, else null: a transaction, to queue behind slices. */
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
      | 'nudges'
      | 'approval'
      | 'waitingFor'
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
  ending: Ending & { readonly reason?: JobFailure; readonly approval?: Approval },
  finished: Finished | null = null,
) {
  const { status, reason, approval, now } = ending;
  const ended = {
    ...{ status, modifiedOn: now, endedOn: now },
    ...(reason !== undefined && { reason }),
    ...(approval && { approval }),
    ...(finished && { file: finished.file }),
  };
  return changeJobStatus(data, job, from, ended, await endItems(data, job, ending), {
    consumed: finished?.capacity ?? null,
  });
}

/** Nobody has changed the start time since it was read. */
export const isUnmovedTime = ({ notBefore }: JobRecord): ItemCondition => equals('notBefore', notBefore);

/** Nobody has changed the rate or restarted the lanes since the job was read. */
export const isUnmovedTurn = ({ turn }: JobRecord): ItemCondition =>
  turn === 0 ? anyOf(equals('turn', 0), lacks('turn')) : equals('turn', turn);

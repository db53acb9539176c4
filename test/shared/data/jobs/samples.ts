import { v7 } from 'uuid';
import type { Data } from '../../../../shared/data/dynamo/index.ts';
import { createJob, freezePage, type JobRecord, type NewJob, readJob } from '../../../../shared/data/jobs/index.ts';
import type { ContactId, FlowId, JobId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { type Instant, instant } from '../../../../shared/domain/instant.ts';

export const NOW = instant(Date.parse('2026-11-24T10:00:00Z') * 1000);
export const later = (seconds: number): Instant => instant(NOW + seconds * 1_000_000);

export const newWorkspace = (): WorkspaceId => v7() as string as WorkspaceId;
export const newContacts = (count: number): ContactId[] =>
  Array.from({ length: count }, () => v7() as string as ContactId);

export const newJob = (given: Partial<NewJob> = {}): NewJob => ({
  uuid: v7() as string as JobId,
  work: { type: 'set_status', status: 'archived' },
  selection: { folder: 'active' },
  preview: false,
  createdBy: 'token-1',
  now: NOW,
  ...given,
});

export const NO_CAPACITY = { readUnits: 0, writeUnits: 0 };

export const starting = (flow = 'f') =>
  ({ type: 'start', flow: flow as FlowId, restartParticipants: true, excludeActive: false }) as const;

/** A job as it is stored. */
export async function recordOf(data: Data, { workspace, uuid }: Pick<JobRecord, 'workspace' | 'uuid'>) {
  const job = await readJob(data, workspace, uuid);
  if (job === null) throw new Error('No such job');
  return job;
}

/** A job that is frozen into slices of so many contacts each. */
export async function frozenJob(
  data: Data,
  slices: readonly number[],
  given: Partial<NewJob> = {},
  workspace = newWorkspace(),
): Promise<JobRecord> {
  const { uuid } = await createJob(data, workspace, newJob(given));
  let job = await recordOf(data, { workspace, uuid });
  for (const [at, count] of slices.entries()) {
    const cursor = at === slices.length - 1 ? null : { part: 0, shard: 1, after: null };
    job =
      (await freezePage(data, job, { uuids: newContacts(count), cursor, capacity: NO_CAPACITY, now: later(1) })) ?? job;
  }
  return job;
}

import { randomUUID } from 'node:crypto';
import { type Data, queryPage } from '../../../../shared/data/dynamo/index.ts';
import { readErasures } from '../../../../shared/data/erasures/index.ts';
import { createJob, freezePage, type JobRecord, readJob } from '../../../../shared/data/jobs/index.ts';
import type { Erasure, Recorded } from '../../../../shared/domain/erasures/erasure.ts';
import type { ContactId, JobId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { type Instant, instant } from '../../../../shared/domain/instant.ts';

export const NOW = instant(Date.parse('2026-11-26T10:00:00Z') * 1000);
export const seconds = (n: number): Instant => instant(NOW + n * 1_000_000);
export const hours = (n: number): Instant => seconds(n * 3_600);
export const newWorkspace = () => randomUUID() as string as WorkspaceId;
export const newContact = () => randomUUID() as string as ContactId;

export const erasure = (given: Partial<Erasure> = {}): Erasure => ({
  contact: newContact(),
  deletedOn: NOW,
  via: 'api',
  by: 'token-1',
  name: 'Ann',
  job: null,
  slice: null,
  urns: ['0123456789abcdef'],
  removed: { history: 3, messages: 0, groups: 0 },
  ...given,
});

export const erasures = (count: number, given: (n: number) => Partial<Erasure> = () => ({})): Erasure[] =>
  Array.from({ length: count }, (_, n) => erasure(given(n)));

/** All of a ledger, last first. */
export async function all(data: Data, workspace: WorkspaceId): Promise<Recorded[]> {
  const found: Recorded[] = [];
  for await (const one of readErasures(data, workspace, {}, { descending: true, consistent: true })) found.push(one);
  return found;
}

export const itemsUnder = async <Item>(data: Data, partition: string): Promise<Item[]> =>
  (await queryPage<Item>(data, { table: 'workspace', partition, consistent: true })).items;

/** A frozen slice of a deletion with these contacts. */
export async function frozenJob(data: Data, workspace: WorkspaceId, uuids: readonly ContactId[]): Promise<JobRecord> {
  const uuid = randomUUID() as string as JobId;
  const work = { type: 'delete' } as const;
  const selection = { folder: 'archived' } as const;
  await createJob(data, workspace, { uuid, work, selection, preview: false, createdBy: 'token-1', now: NOW });
  const job = await readJob(data, workspace, uuid);
  if (job === null) throw new Error('no job');
  const capacity = { readUnits: 0, writeUnits: 0 };
  await freezePage(data, job, { uuids, cursor: null, capacity, now: NOW });
  return job;
}

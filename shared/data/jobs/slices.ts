/** The slices of a job: frozen (freeze.ts), taken by workers, closed exactly once. Keys are in items.ts. */
import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job, Tally, Totals } from '../../domain/jobs/job.ts';
import { checkpointsAfter } from '../../domain/jobs/progress.ts';
import {
  batchGet,
  type Consumed,
  type Data,
  equals,
  getItem,
  isPresent,
  type Key,
  queryPage,
  transact,
  update,
} from '../dynamo/index.ts';
import {
  errorAttributes,
  jobKey,
  manifestKey,
  SLICE_PREFIX,
  sliceKey,
  sliceNumber,
  slicesPk,
  totalsAttributes,
} from './items.ts';
import { unpackUuids } from './manifest.ts';
import { countRuns } from './runs.ts';
import { progressItems } from './told.ts';

export interface Slice {
  readonly state: 'open' | 'done' | 'failed';
  readonly uuids: readonly ContactId[];
}

interface StateItem {
  readonly state: Slice['state'];
}

/** What is counted when a slice is closed. */
export interface Closing {
  readonly totals: Totals;
  /** Of runs of a flow, by kind; none by default. */
  readonly errors?: Tally;
  readonly capacity: Consumed;
  readonly now: Instant;
}

interface ManifestItem {
  readonly uuids: Uint8Array;
}

/** A slice with its contacts, as of now; null when the job has none of this number. 3 read units for 500 contacts. */
export async function readSlice(data: Data, workspace: WorkspaceId, job: JobId, slice: number): Promise<Slice | null> {
  const keys = [sliceKey(workspace, job, slice), manifestKey(workspace, job, slice)];
  const items = await batchGet<StateItem | ManifestItem>(data, 'workspace', keys, { consistent: true });
  const state = items.find((item) => 'state' in item)?.state;
  const packed = items.find((item) => 'uuids' in item)?.uuids;
  return state === undefined || packed === undefined ? null : { state, uuids: unpackUuids(packed) };
}

/** Whether a slice has not been closed, as of now. 1 read unit. */
export async function isSliceOpen(data: Data, workspace: WorkspaceId, job: JobId, slice: number): Promise<boolean> {
  const item = await getItem<StateItem>(data, 'workspace', sliceKey(workspace, job, slice), { consistent: true });
  return item?.state === 'open';
}

/** Numbers of slices still open, from `from` on, looking at `limit` slices; `next` is where to go on, null at the end. */
export async function openSlices(
  data: Data,
  workspace: WorkspaceId,
  job: JobId,
  { from, limit }: { from: number; limit: number },
): Promise<{ slices: number[]; next: number | null }> {
  const { items, next } = await queryPage<Key>(data, {
    table: 'workspace',
    partition: slicesPk(workspace, job),
    sort: { from: sliceKey(workspace, job, from).sk, to: `${SLICE_PREFIX}~` },
    where: equals('state', 'open'),
    consistent: true,
    limit,
  });
  return { slices: items.map(({ sk }) => sliceNumber(sk)), next: next === undefined ? null : sliceNumber(next.sk) + 1 };
}

/**
 * Closes a slice and adds what became of its contacts to the job, and to the runs of its flow, all or nothing, once: false when it
 * was closed before.
 * The caller then tries `completeJob`, which others may do at the same time.
 */
export async function closeSlice(data: Data, job: Job, slice: number, done: Closing): Promise<boolean> {
  return close(data, job, slice, 'done', done);
}

/** Gives a slice up, with what became of its contacts until then. False when it was closed before. */
export async function failSlice(
  data: Data,
  job: Job,
  slice: number,
  { totals, errors = {}, now }: Omit<Closing, 'capacity'>,
): Promise<boolean> {
  return close(data, job, slice, 'failed', { totals, errors, capacity: { readUnits: 0, writeUnits: 0 }, now });
}

/** What closing itself takes: two or, of a start, four items of up to 1 KB in a transaction, and the look at the job whether it was the last. */
const closingUnits = (items: number): Consumed => ({ readUnits: 1, writeUnits: 2 * items });

async function close(
  data: Data,
  job: Job,
  slice: number,
  state: 'done' | 'failed',
  { totals, errors = {}, capacity, now }: Closing,
): Promise<boolean> {
  const { workspace, uuid } = job;
  const runs = countRuns(job, totals, { slice, now });
  const told = await progressItems(data, job, slice, now);
  const closing = closingUnits(2 + runs.length + told.length);
  const failures = errorAttributes(errors, slice);
  const change = {
    set: { modifiedOn: now, nudges: 0, checkpoints: checkpointsAfter(job, now) },
    setOnce: failures.setOnce,
    add: {
      ...totalsAttributes(totals),
      ...failures.add,
      readUnits: capacity.readUnits + closing.readUnits,
      writeUnits: capacity.writeUnits + closing.writeUnits,
      slicesDone: 1,
    },
  };
  const written = await transact(data, [
    update('workspace', sliceKey(workspace, uuid, slice), { set: { state, closedOn: now } }, equals('state', 'open')),
    update('workspace', jobKey(workspace, uuid), change, isPresent),
    ...runs,
    ...told,
  ]);
  return written.ok;
}

/** The slices of a job: frozen (freeze.ts), taken by workers, closed exactly once. Keys are in items.ts. */
import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job, Tally, Totals } from '../../domain/jobs/job.ts';
import { checkpointsAfter } from '../../domain/jobs/progress.ts';
import {
  allOf,
  batchGet,
  type Consumed,
  type Data,
  equals,
  getItem,
  isPresent,
  type Key,
  lacks,
  queryPage,
  transact,
  update,
} from '../dynamo/index.ts';
import { errorAttributes, type JobRecord, totalsAttributes } from './header.ts';
import { jobKey, manifestKey, SLICE_PREFIX, sliceKey, sliceNumber, slicesPk } from './items.ts';
import { unpackUuids } from './manifest-size.ts';
import { unheardSince } from './projection-lag.ts';
import { countRuns } from './run-counts.ts';
import { progressItems } from './step-outbox.ts';

export interface Slice {
  readonly state: 'open' | 'done' | 'failed';
  readonly uuids: readonly ContactId[];
  /** The parts that are already accounted for, in order. */
  readonly parts: readonly SlicePart[];
}

/** Contacts of a slice, up to a place, that were accounted for before it was closed. */
export interface SlicePart {
  readonly to: number;
  readonly closedOn: Instant;
}

interface StateItem {
  readonly state: Slice['state'];
  readonly parts?: readonly SlicePart[];
}

/** How many of its contacts are accounted for. */
export const doneOf = (parts: readonly SlicePart[] | undefined): number => parts?.at(-1)?.to ?? 0;

type Closable = Job & Pick<JobRecord, 'unheard'>;

interface Closing {
  /** The parts accounted for before; the totals do not include them. */
  readonly parts?: readonly SlicePart[];
  readonly totals: Totals;
  /** Errors of runs of a flow, by kind. */
  readonly errors?: Tally;
  readonly capacity: Consumed;
  /** Write units of what follows from its changes. */
  readonly follows?: number;
  readonly now: Instant;
}

interface ManifestItem {
  readonly uuids: Uint8Array;
}

/** A slice with its contacts, as of now, or null. 3 read units for 500 contacts. */
export async function readSlice(data: Data, workspace: WorkspaceId, job: JobId, slice: number): Promise<Slice | null> {
  const keys = [sliceKey(workspace, job, slice), manifestKey(workspace, job, slice)];
  const items = await batchGet<StateItem | ManifestItem>(data, 'workspace', keys, { consistent: true });
  const item = items.find((item) => 'state' in item);
  const manifest = items.find((item) => 'uuids' in item);
  if (item === undefined || manifest === undefined) return null;
  return { state: item.state, uuids: unpackUuids(manifest.uuids), parts: item.parts ?? [] };
}

/** Whether a slice is open, with at most `done` contacts accounted for, as of now. 1 read unit. */
export async function isSliceOpen(
  data: Data,
  workspace: WorkspaceId,
  { job, slice, done }: { readonly job: JobId; readonly slice: number; readonly done: number },
): Promise<boolean> {
  const item = await getItem<StateItem>(data, 'workspace', sliceKey(workspace, job, slice), { consistent: true });
  return item?.state === 'open' && doneOf(item.parts) === done;
}

/** Numbers of open slices among the next `limit`; `next` is where to continue, null at the end. */
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

/** Closes a slice and adds its totals once; false when it was closed before. The caller tries `completeJob`. */
export async function closeSlice(data: Data, job: Closable, slice: number, done: Closing): Promise<boolean> {
  return close(data, job, slice, { ...done, state: 'done' });
}

/** Accounts for the next contacts of a slice that stays open, once; false when another delivery was first. */
export async function accountFor(
  data: Data,
  job: Closable,
  slice: number,
  { to, ...done }: Closing & { readonly to: number },
): Promise<boolean> {
  return close(data, job, slice, { ...done, state: 'open', to });
}

/** Gives a slice up, with what became of its contacts until then. False when it was closed before. */
export async function failSlice(
  data: Data,
  job: Closable,
  slice: number,
  done: Omit<Closing, 'capacity'>,
): Promise<boolean> {
  return close(data, job, slice, { ...done, capacity: { readUnits: 0, writeUnits: 0 }, state: 'failed' });
}

/** The cost of closing: two items of up to 1 KB in a transaction (four of a start), and a look at the job. */
const closingUnits = (items: number): Consumed => ({ readUnits: 1, writeUnits: 2 * items });

type Close = Closing &
  (
    | { readonly state: 'done' | 'failed' }
    | { readonly state: 'open' /** The place up to which contacts are accounted for. */; readonly to: number }
  );

async function close(data: Data, job: Closable, slice: number, done: Close): Promise<boolean> {
  const { totals, errors = {}, capacity, follows = 0, now, parts = [], state } = done;
  const { workspace, uuid } = job;
  const from = doneOf(parts);
  const part = { from, to: 'to' in done ? done.to : null };
  const runs = countRuns(job, totals, { slice, now, part: part.from === 0 && part.to === null ? null : part });
  const told = await progressItems(data, job, slice, now);
  const closing = closingUnits(2 + runs.length + told.length);
  const failures = errorAttributes(errors, slice);
  const change = {
    set: {
      modifiedOn: now,
      nudges: 0,
      checkpoints: checkpointsAfter(job, now),
      ...(totals.changed > 0 && { unheard: unheardSince(data, job.unheard ?? null, now) }),
    },
    setOnce: failures.setOnce,
    add: {
      ...totalsAttributes(totals),
      ...failures.add,
      readUnits: capacity.readUnits + closing.readUnits,
      writeUnits: capacity.writeUnits + closing.writeUnits,
      ...(follows > 0 && { follows }),
      ...(state !== 'open' && { slicesDone: 1 }),
    },
  };
  const closed = state === 'open' ? { parts: [...parts, { to: part.to, closedOn: now }] } : { state, closedOn: now };
  const asRead = from === 0 ? lacks('parts') : equals('parts', parts);
  const written = await transact(data, [
    update('workspace', sliceKey(workspace, uuid, slice), { set: closed }, allOf(equals('state', 'open'), asRead)),
    update('workspace', jobKey(workspace, uuid), change, isPresent),
    ...runs,
    ...told,
  ]);
  return written.ok;
}

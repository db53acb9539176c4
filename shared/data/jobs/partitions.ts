/**
 * The partitions of a large selection, frozen side by side. Each keeps its progress and sums in an item of its own, so
 * that they do not wait for each other's writes; the header gets them when all are frozen (ADR 004).
 */
import { sumOfForeseen } from '../../domain/costs/forecast.ts';
import type { Instant } from '../../domain/instant.ts';
import { NOTHING_SEEN, type Sighted } from '../../domain/jobs/freeze-check.ts';
import { MOST_PARTITIONS, partitionSlice } from '../../domain/jobs/slice-numbers.ts';
import { sumOfTallies } from '../../domain/jobs/totals.ts';
import {
  type Consumed,
  type Data,
  equals,
  FEWEST_SHARDS,
  type Key,
  lacks,
  queryAll,
  transact,
  update,
} from '../dynamo/index.ts';
import { changeJobStatus } from './change-status.ts';
import { consumedBy, freezePage, newSlice } from './freeze.ts';
import { type JobRecord, sightedAttributes, sightedIn } from './header.ts';
import { lastsUntil, PARTITION_PREFIX, partitionKey, sliceNumber, slicesPk } from './items.ts';
import type { SelectedSlice } from './next-slices.ts';
import { partitionOf, partitionStart, partitionsOf, type SelectionCursor } from './selection-cursor.ts';
import { isChosen } from './snapshot-selection.ts';

/** How far a partition of a selection is frozen. */
export interface FrozenPartition {
  readonly number: number;
  /** Pages frozen so far; each freeze is conditional on it. */
  readonly page: number;
  /** Null once all of its contacts are frozen. */
  readonly cursor: SelectionCursor | null;
  readonly frozen: number;
  readonly slices: number;
  readonly sighted: Sighted;
  readonly capacity: Consumed;
}

type Item = Key & Pick<FrozenPartition, 'page' | 'cursor' | 'frozen' | 'slices'> & Consumed;

/** What a job's header says when its selection fans out at a cursor; nothing when it goes on message after message. */
export function fanOutAt(
  job: Parameters<typeof partitionsOf>[0],
  cursor: SelectionCursor | null,
): { readonly partitions?: number; readonly cursor: SelectionCursor | null } {
  if (cursor === null) return { cursor };
  if ('query' in job.selection || isChosen(cursor)) {
    return cursor.after !== null
      ? { partitions: cursor.of ?? FEWEST_SHARDS, cursor: { ...cursor, alone: true } }
      : { cursor };
  }
  const partitions = partitionsOf(job, cursor);
  return partitions > 1 && partitions <= MOST_PARTITIONS ? { partitions, cursor } : { cursor };
}

/** The partitions of a job that has fanned out, from the one in which it did, as of now. 1 read unit for some ten. */
export async function readFrozenPartitions(data: Data, job: JobRecord): Promise<readonly FrozenPartition[]> {
  const { workspace, uuid, cursor, partitions = 0 } = job;
  if (cursor === null) return [];
  const read = new Map<number, Item>();
  const stored = { partition: slicesPk(workspace, uuid), sort: { prefix: PARTITION_PREFIX } };
  for await (const item of queryAll<Item>(data, { table: 'workspace', ...stored, consistent: true }))
    read.set(sliceNumber(item.sk), item);
  const first = partitionOf(cursor);
  return Array.from({ length: partitions - first }, (_, index) => {
    const number = first + index;
    const item = read.get(number);
    return item === undefined ? { ...UNREAD, number, cursor: startOf(cursor, number) } : fromItem(number, item);
  });
}

/** Where a partition begins: a query continues in every shard behind the key that it had come to in all of them. */
function startOf(fannedOut: SelectionCursor, partition: number): SelectionCursor {
  if (fannedOut.alone) return { ...fannedOut, shard: partition };
  return partition === partitionOf(fannedOut) ? fannedOut : partitionStart(partition, fannedOut);
}

const UNREAD = { page: 0, frozen: 0, slices: 0, sighted: NOTHING_SEEN, capacity: { readUnits: 0, writeUnits: 0 } };

function fromItem(number: number, item: Item): FrozenPartition {
  const { page, cursor, frozen, slices, readUnits, writeUnits } = item;
  const { excluded, warned, foreseen } = sightedIn({ ...item });
  return {
    number,
    page,
    cursor,
    frozen,
    slices,
    sighted: { excluded, warned, ...foreseen },
    capacity: { readUnits, writeUnits },
  };
}

/** Writes the next slice of a partition and its progress, on condition that it is as it was read; else null. */
export async function freezePartition(
  data: Data,
  job: JobRecord,
  before: FrozenPartition,
  { uuids, sighted, cursor, capacity, now }: SelectedSlice & { readonly now: Instant },
): Promise<FrozenPartition | null> {
  const { number, page } = before;
  const slices = before.slices + (uuids.length > 0 ? 1 : 0);
  const next = { page: page + 1, cursor, frozen: before.frozen + uuids.length, slices };
  const consumed = consumedBy(uuids.length, capacity);
  const items = [
    update(
      'workspace',
      partitionKey(job.workspace, job.uuid, number),
      { set: { ...next, ttl: lastsUntil(job) }, add: { ...consumed, ...sightedAttributes(sighted) } },
      page === 0 ? lacks('page') : equals('page', page),
    ),
    ...(uuids.length > 0 ? newSlice(job, partitionSlice(number, before.slices), { uuids, now }) : []),
  ];
  const written = await transact(data, items);
  if (!written.ok) return null;
  return {
    ...before,
    ...next,
    sighted: sumOfSighted(before.sighted, sighted),
    capacity: sumOfUnits(before.capacity, consumed),
  };
}

/** Ends the freezing of a job all of whose partitions are frozen; null when another delivery did, or it has ended. */
export function joinPartitions(
  data: Data,
  job: JobRecord,
  partitions: readonly FrozenPartition[],
  beside: { readonly now: Instant; readonly workers?: number | undefined },
): Promise<JobRecord | null> {
  const [first] = partitions;
  const counts = [
    job.slices.total,
    ...Array.from({ length: first?.number ?? 0 }, () => 0),
    ...partitions.map(({ slices }) => slices),
  ];
  const frozen = partitions.reduce((sum, one) => sum + one.frozen, job.frozen);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return freezePage(
    data,
    { ...job, frozen, slices: { ...job.slices, total } },
    {
      ...beside,
      uuids: [],
      cursor: null,
      sighted: partitions.map(({ sighted }) => sighted).reduce(sumOfSighted, NOTHING_SEEN),
      capacity: partitions.map(({ capacity }) => capacity).reduce(sumOfUnits, UNREAD.capacity),
      sliceCounts: counts,
    },
  );
}

/** Records that partitions of a pending job are being frozen; null when it is not pending any more. 2 write units. */
export const touchPending = (data: Data, job: JobRecord, now: Instant): Promise<JobRecord | null> =>
  changeJobStatus(data, job, ['pending'], { modifiedOn: now, nudges: 0 });

const sumOfSighted = (a: Sighted, b: Sighted): Sighted => ({
  excluded: sumOfTallies(a.excluded, b.excluded),
  warned: sumOfTallies(a.warned, b.warned),
  ...sumOfForeseen(a, b),
});

const sumOfUnits = (a: Consumed, b: Consumed): Consumed => ({
  readUnits: a.readUnits + b.readUnits,
  writeUnits: a.writeUnits + b.writeUnits,
});

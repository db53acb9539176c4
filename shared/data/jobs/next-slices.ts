import type { ContactId, FlowId } from '../../domain/ids.ts';
import { SLICE_SIZE } from '../../domain/jobs/job.ts';
import { kindOf } from '../../domain/jobs/kinds/index.ts';
import { type Consumed, consumedSince, type Data } from '../dynamo/index.ts';
import { type Cursor, nextPartition } from './cursor.ts';
import { pageSelection, type Selecting } from './selection.ts';
import { startedBefore } from './started-before.ts';

/** Contacts that a job selects next, at most as many as one slice holds; it may be none. */
export interface SelectedSlice {
  readonly uuids: readonly ContactId[];
  /** Where the selection goes on behind them; null at its end. */
  readonly cursor: Cursor | null;
  /** What selecting them consumed. */
  readonly capacity: Consumed;
}

/** A job, with its selection and how far that has been read. */
export interface Selectable extends Selecting {
  readonly cursor: Cursor | null;
}

/** Index pages that one call looks at: some seconds of work, whatever the size of the job. */
const PAGES = 20;

/**
 * The next slices of a pending job, from its cursor on: at most 20, of 500 contacts each. Goes through the partitions of the
 * selection by itself, and leaves out the contacts of earlier starts of a flow when the job's kind says so.
 * Empty when the whole selection has been read.
 */
export async function nextSlices(data: Data, job: Selectable, mostPages = PAGES): Promise<readonly SelectedSlice[]> {
  const slices: SelectedSlice[] = [];
  let cursor = job.cursor;
  let left = mostPages;
  while (cursor !== null && left > 0) {
    const start = data.meter.read();
    const slice = await collectSlice(data, job, cursor, left);
    slices.push({ uuids: slice.uuids, cursor: slice.cursor, capacity: consumedSince(data.meter, start) });
    cursor = slice.cursor;
    left -= slice.pages;
  }
  const flow = kindOf(job).skipsStartedIn?.(job.work) ?? null;
  return flow === null ? slices : withoutStarted(data, job, flow, slices);
}

/** Reads on until there are 500 contacts, or so many index pages have been looked at. */
async function collectSlice(data: Data, job: Selecting, start: Cursor, mostPages: number) {
  const uuids = new Set<ContactId>();
  let cursor: Cursor | null = start;
  let pages = 0;
  while (cursor !== null && uuids.size < SLICE_SIZE && pages < mostPages) {
    const page = await pageSelection(data, job, cursor, SLICE_SIZE - uuids.size);
    for (const uuid of page.uuids) uuids.add(uuid);
    cursor = page.after === null ? nextPartition(job, cursor) : { ...cursor, after: page.after };
    pages++;
  }
  return { uuids: [...uuids], cursor, pages };
}

/** Checks all slices at once, so that the manifests of earlier starts are read once for 10,000 contacts. */
async function withoutStarted(
  data: Data,
  job: Selecting,
  flow: FlowId,
  slices: readonly SelectedSlice[],
): Promise<readonly SelectedSlice[]> {
  const start = data.meter.read();
  const selected = slices.flatMap(({ uuids }) => uuids);
  const started = await startedBefore(data, job, flow, selected);
  const checking = consumedSince(data.meter, start);
  return slices.map(({ uuids, cursor, capacity }, index) => ({
    uuids: uuids.filter((uuid) => !started.has(uuid)),
    cursor,
    capacity: index === 0 ? sumOf(capacity, checking) : capacity,
  }));
}

const sumOf = (a: Consumed, b: Consumed): Consumed => ({
  readUnits: a.readUnits + b.readUnits,
  writeUnits: a.writeUnits + b.writeUnits,
});

import type { ContactId, FlowId } from '../../domain/ids.ts';
import {
  type FreezeCheck,
  type FreezeCheckResult,
  KEPT,
  type Sighted,
  sightingsOf,
} from '../../domain/jobs/freeze-check.ts';
import { PAGES_A_MESSAGE, SLICE_SIZE } from '../../domain/jobs/job.ts';
import { kindOf } from '../../domain/jobs/kinds/index.ts';
import { readContacts } from '../contacts/index.ts';
import { type Consumed, consumedSince, type Data } from '../dynamo/index.ts';
import { pageSelection } from './selection.ts';
import {
  inPresentShards,
  nextPartition,
  type SelectedContacts,
  type Selecting,
  type SelectionCursor,
  type SelectionPage,
} from './selection-cursor.ts';
import type { Chooser } from './snapshot-selection.ts';
import { startedBefore } from './started-before.ts';

/** The contacts that a job selects next, at most as many as a slice holds; it may be empty. */
export interface SelectedSlice {
  readonly uuids: readonly ContactId[];
  /** What freezing saw of these contacts, and of those left out before them. */
  readonly sighted: Sighted;
  /** Where the selection continues; null at its end. */
  readonly cursor: SelectionCursor | null;
  /** Units consumed by selecting them. */
  readonly capacity: Consumed;
}

interface Selectable extends Selecting {
  readonly cursor: SelectionCursor | null;
}

/** Makes the check for some contacts, after reading what it needs besides them. */
export type Looking = (contacts: SelectedContacts) => FreezeCheck | Promise<FreezeCheck>;

interface Options {
  /** Null: contacts are taken without a check. Otherwise 0.5 read units for each that was not read yet. */
  readonly looking?: Looking | null;
  /** Ends with the cursor's partition. */
  readonly alone?: boolean;
  /** Chooses a search's contacts by a snapshot, where it can. */
  readonly choose?: Chooser | null;
}

const FEW = 100;

/**
 * The next slices of a pending job from its cursor: at most 20, of 500 contacts each. Leaves out contacts of earlier
 * starts of the flow when the job's kind says so. Empty when the whole selection was read.
 */
export async function nextSlices(
  data: Data,
  job: Selectable,
  { looking = null, alone = false, choose = null }: Options = {},
): Promise<readonly SelectedSlice[]> {
  const slices: SeenSlice[] = [];
  let cursor = job.cursor && !alone ? inPresentShards(data, job.workspace, job.cursor) : job.cursor;
  let left = PAGES_A_MESSAGE;
  while (cursor !== null && left > 0) {
    const start = data.meter.read();
    const slice = await collectSlice(data, job, { looking, alone, choose }, cursor, left);
    slices.push({ seen: slice.seen, cursor: slice.cursor, capacity: consumedSince(data.meter, start) });
    cursor = slice.cursor;
    left -= slice.pages;
  }
  const flow = kindOf(job).skipsStartedIn?.(job.work) ?? null;
  return (flow === null ? slices : await withoutStarted(data, job, flow, slices)).map(selected);
}

interface SeenSlice extends Omit<SelectedSlice, 'uuids' | 'sighted'> {
  /** The check of every contact that was read, each once. */
  readonly seen: ReadonlyMap<ContactId, FreezeCheckResult>;
}

const selected = ({ seen, ...slice }: SeenSlice): SelectedSlice => ({
  ...slice,
  uuids: keptOf(seen),
  sighted: sightingsOf(seen.values()),
});

const keptOf = (seen: ReadonlyMap<ContactId, FreezeCheckResult>): ContactId[] =>
  [...seen].flatMap(([uuid, { excluded }]) => (excluded === null ? uuid : []));

/** Reads on until there are 500 contacts, or the limit of index pages is reached. */
async function collectSlice(
  data: Data,
  job: Selecting,
  { looking, alone, choose }: Required<Options>,
  start: SelectionCursor,
  mostPages: number,
) {
  const seen = new Map<ContactId, FreezeCheckResult>();
  let cursor: SelectionCursor | null = start;
  let pages = 0;
  let kept = 0;
  while (cursor !== null && !isFull(kept, seen.size) && pages < mostPages) {
    const page = await pageSelection(data, job, cursor, SLICE_SIZE - kept, { choose, looks: looking !== null });
    for (const [uuid, one] of await lookAt(data, job, looking, page)) seen.set(uuid, one);
    kept = keptOf(seen).length;
    if (page.after !== null) cursor = { ...cursor, after: page.after };
    else cursor = alone || page.isLast ? null : nextPartition(job, cursor);
    pages++;
  }
  return { seen, cursor, pages };
}

/** When some are left out, the last few places of a slice are not filled one by one. */
const isFull = (kept: number, seen: number): boolean => kept >= (seen > kept ? SLICE_SIZE - FEW : SLICE_SIZE);

async function lookAt(
  data: Data,
  { workspace }: Selecting,
  looking: Looking | null,
  { uuids, contacts }: SelectionPage,
): Promise<readonly (readonly [ContactId, FreezeCheckResult])[]> {
  if (looking === null) return uuids.map((uuid) => [uuid, KEPT]);
  const read = contacts ?? (await readContacts(data, workspace, uuids));
  const look = await looking(read);
  return uuids.map((uuid) => [uuid, look(read.get(uuid))]);
}

/** Checks all slices together, so that the manifests of earlier starts are read once for 10,000 contacts. */
async function withoutStarted(
  data: Data,
  job: Selecting,
  flow: FlowId,
  slices: readonly SeenSlice[],
): Promise<readonly SeenSlice[]> {
  const start = data.meter.read();
  const kept = slices.flatMap(({ seen }) => keptOf(seen));
  const started = await startedBefore(data, job, flow, kept);
  const checking = consumedSince(data.meter, start);
  return slices.map(({ seen, cursor, capacity }, index) => ({
    seen: new Map([...seen].map(([uuid, one]) => [uuid, started.has(uuid) ? STARTED : one])),
    cursor,
    capacity: index === 0 ? sumOf(capacity, checking) : capacity,
  }));
}

const STARTED: FreezeCheckResult = { excluded: 'started_previously' };

const sumOf = (a: Consumed, b: Consumed): Consumed => ({
  readUnits: a.readUnits + b.readUnits,
  writeUnits: a.writeUnits + b.writeUnits,
});

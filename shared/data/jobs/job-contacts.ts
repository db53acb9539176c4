/** The contacts of a job in the order of its manifest, with their outcomes. */
import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Outcome } from '../../domain/jobs/outcome.ts';
import { sliceNumbersOf } from '../../domain/jobs/slice-numbers.ts';
import { batchGet, type Data, type Key } from '../dynamo/index.ts';
import { asListed, type Neighbours, neighboursOf, placeOf } from '../paging/index.ts';
import type { JobRecord } from './header.ts';
import { sliceKey, sliceNumber } from './items.ts';
import { type ClosedSlice, readClosed, sliceName } from './outcomes.ts';
import { doneOf, type SlicePart } from './slices.ts';

export interface JobContact {
  readonly contact: ContactId;
  readonly slice: number;
  /** Null while the slice is not done. */
  readonly outcome: Outcome | null;
}

interface JobContactsPage {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly keep: (outcome: Outcome | null) => boolean;
}

/** Slices read at a time, and for one page: after 200,000 contacts, a rare outcome continues at the cursor. */
const AT_A_TIME = 20;
const MOST = 400;

const SHAPE = /^\d{8}#\d{4}$/;

/** A page of a job's contacts: 2 read units for each slice of 500. A short one continues at its cursor. */
export async function listJobContacts(
  data: Data,
  job: JobRecord,
  { limit, cursor, keep }: JobContactsPage,
): Promise<Neighbours & { readonly rows: readonly JobContact[] }> {
  const place = placeOf(cursor, SHAPE);
  const { back, key } = place;
  const isBehind = (one: string) => key === null || (back ? one < key : one > key);
  const found: Row[] = [];
  const numbers = slicesFrom(job, key, back);
  let last = key;
  let looked = 0;
  while (looked < Math.min(MOST, numbers.length) && found.length <= limit) {
    const rows = await rowsOf(data, job, numbers.slice(looked, looked + AT_A_TIME), back);
    const left = rows.filter((row) => isBehind(row.key));
    found.push(...left.filter(({ outcome }) => keep(outcome)));
    last = left.at(-1)?.key ?? last;
    looked += AT_A_TIME;
  }
  const shown = found.slice(0, limit);
  const cutOff = found.length <= limit && looked < numbers.length;
  const read = [...shown.map((row) => row.key), ...(cutOff && last !== null ? [last] : [])];
  return { rows: asListed(place, shown), ...neighboursOf(place, read, cutOff || found.length > limit) };
}

/** The contacts of slices, in the order of the manifest: 2 read units for each slice of 500. */
export const contactsOfSlices = (
  data: Data,
  job: JobRecord,
  numbers: readonly number[],
): Promise<readonly JobContact[]> => rowsOf(data, job, numbers, false);

interface Row extends JobContact {
  readonly key: string;
}

/** The numbers of the slices to read, from the one that a key lies in. */
function slicesFrom(job: JobRecord, key: string | null, back: boolean): number[] {
  const all = sliceNumbersOf(job);
  if (back) all.reverse();
  const start = key === null ? undefined : Number(key.slice(0, 8));
  return start === undefined ? all : all.filter((number) => (back ? number <= start : number >= start));
}

interface StateItem extends Key {
  readonly state: 'open' | 'done' | 'failed';
  readonly parts?: readonly SlicePart[];
}

async function rowsOf(data: Data, job: JobRecord, numbers: readonly number[], back: boolean): Promise<Row[]> {
  const { workspace, uuid } = job;
  const slices = numbers.map((slice) => ({ job: uuid, slice }));
  const [closed, states] = await Promise.all([
    readClosed(data, workspace, slices),
    readStates(data, workspace, uuid, numbers),
  ]);
  return numbers.flatMap((number) => {
    const rows = rowsIn(number, states.get(number), closed.get(sliceName({ job: uuid, slice: number })));
    return back ? rows.reverse() : rows;
  });
}

async function readStates(
  data: Data,
  workspace: WorkspaceId,
  job: JobId,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, StateItem>> {
  const keys = numbers.map((number) => sliceKey(workspace, job, number));
  const items = await batchGet<StateItem>(data, 'workspace', keys);
  return new Map(items.map((item) => [sliceNumber(item.sk), item]));
}

function rowsIn(slice: number, state: StateItem | undefined, closed: ClosedSlice | undefined): Row[] {
  return (closed?.uuids ?? []).map((contact, place) => ({
    key: `${String(slice).padStart(8, '0')}#${String(place).padStart(4, '0')}`,
    contact,
    slice,
    outcome: isAccountedFor(state, place) ? (closed?.outcomes[place] ?? null) : null,
  }));
}

/** The outcomes of an open slice are only plans, except for its finished parts. */
const isAccountedFor = (state: StateItem | undefined, place: number): boolean =>
  state !== undefined && (state.state !== 'open' || place < doneOf(state.parts));

/**
 * Runs, last modified first (TextIt 6.1). A run ends when it begins, but is listed when its slice is closed, so that no
 * client finds it before a place that it has already read:
 *
 *   J#<workspace>   RAN#<µs>#<job>#<slice>   { flow, runs, part? }
 *
 * The runs are the outcomes of the slice, in its order, without those of deleted people.
 */
import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, FlowId, JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Outcome } from '../../domain/jobs/outcome.ts';
import { type Bounds, readContacts, sortableMicros } from '../contacts/index.ts';
import { chunks, type Data, type Key, queryAll } from '../dynamo/index.ts';
import { asListed, justAbove, type Neighbours, neighboursOf, placeOf } from '../paging/index.ts';
import { jobsPk, RAN_PREFIX, type RanPart } from './items.ts';
import { type ClosedSlice, readClosed, sliceName } from './outcomes.ts';

export interface StoredRun {
  readonly job: JobId;
  readonly slice: number;
  readonly place: number;
  readonly flow: FlowId;
  readonly contact: Contact;
  readonly ranOn: Instant;
  readonly modifiedOn: Instant;
  readonly outcome: Outcome;
}

interface RunsPage extends Bounds {
  readonly limit: number;
  readonly flow?: FlowId | undefined;
  readonly cursor?: string | null | undefined;
  readonly reverse?: boolean | undefined;
}

export type RunsFound = Neighbours & { readonly runs: readonly StoredRun[] };

/** Slices read at a time: a page may need more when each has one contact. */
const SLICES = 25;
/** Contacts read for one page; reached only when so many in a row are deleted. */
const MOST_LOOKED_AT = 20_000;

export const RUN_SHAPE = /^\d{16}#[0-9a-f-]{36}#\d{8}#\d{4}$/;

/** A closed slice, as its pointer has it. */
export interface Closed {
  readonly job: JobId;
  readonly slice: number;
  readonly flow: FlowId;
  readonly closedOn: Instant;
  /** At most so many runs. */
  readonly runs: number;
  /** The part of its contacts; all when left out. */
  readonly part?: RanPart;
}

/**
 * A page of runs. Costs a query of closed slices (1 read unit for some 40), 1.5 for each slice that is read, and 0.5 a
 * run for its contact. After 20,000 deleted people in a row it may be short, and continues at its cursor.
 */
export async function listRuns(data: Data, workspace: WorkspaceId, page: RunsPage): Promise<RunsFound> {
  const { limit, cursor, reverse = false } = page;
  const place = placeOf(cursor, RUN_SHAPE);
  const upwards = place.back !== reverse;
  const isBehind = (key: string) => place.key === null || (upwards ? key > place.key : key < place.key);
  const found: { readonly key: string; readonly run: StoredRun }[] = [];
  let looked = 0;
  let last = place.key;
  for await (const some of inChunks(closedSlices(data, workspace, page, { from: place.key, upwards }))) {
    const rows = (await rowsOf(data, workspace, some, upwards)).filter(({ key }) => isBehind(key));
    for (const few of chunks(rows, limit + 1)) {
      for (const row of await withContacts(data, workspace, few)) if (found.length <= limit) found.push(row);
      looked += few.length;
      last = few.at(-1)?.key ?? last;
      if (found.length > limit) break;
    }
    if (found.length > limit || looked >= MOST_LOOKED_AT) break;
  }
  const shown = found.slice(0, limit);
  const cutOff = found.length <= limit && looked >= MOST_LOOKED_AT;
  const keys = shown.map(({ key }) => key);
  const read = cutOff && last !== null ? [...keys, last] : keys;
  return {
    runs: asListed(place, shown).map(({ run }) => run),
    ...neighboursOf(place, read, cutOff || found.length > limit),
  };
}

interface Row {
  readonly key: string;
  readonly run: Omit<StoredRun, 'contact'>;
  readonly contact: ContactId;
}

/** The pointers of a page's range, from the slice of its cursor on. */
export async function* closedSlices(
  data: Data,
  workspace: WorkspaceId,
  { before, after, flow }: Omit<RunsPage, 'limit'>,
  { from, upwards }: { readonly from: string | null; readonly upwards: boolean },
): AsyncGenerator<Closed> {
  const start = from && `${RAN_PREFIX}${from.slice(0, from.lastIndexOf('#'))}`;
  const bounds = {
    from: `${RAN_PREFIX}${after ? sortableMicros(after) : ''}`,
    to: justAbove(`${RAN_PREFIX}${before ? sortableMicros(before) : ''}`),
  };
  const sort = {
    from: upwards && start && start > bounds.from ? start : bounds.from,
    to: !upwards && start && start < bounds.to ? start : bounds.to,
  };
  if (sort.from > sort.to) return;
  const query = { table: 'workspace', partition: jobsPk(workspace), sort, descending: !upwards, limit: 250 } as const;
  for await (const item of queryAll<PointerItem>(data, query)) {
    if (flow === undefined || item.flow === flow) yield closedOf(item);
  }
}

type PointerItem = Key & Pick<Closed, 'flow' | 'runs' | 'part'>;

function closedOf({ sk, flow, runs, part }: PointerItem): Closed {
  const [, micros, job, slice] = sk.split('#');
  return {
    job: job as JobId,
    slice: Number(slice),
    closedOn: Number(micros) as Instant,
    flow,
    runs,
    ...(part && { part }),
  };
}

async function* inChunks(all: AsyncIterable<Closed>): AsyncGenerator<Closed[]> {
  let some: Closed[] = [];
  for await (const one of all) {
    some.push(one);
    if (some.length < SLICES) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

async function rowsOf(data: Data, workspace: WorkspaceId, some: readonly Closed[], upwards: boolean): Promise<Row[]> {
  const slices = await readClosed(data, workspace, some);
  return some.flatMap((closed) => {
    const rows = rowsIn(closed, slices.get(sliceName(closed)));
    return upwards ? rows : rows.reverse();
  });
}

const WHOLE: RanPart = { from: 0, to: null };

/** The runs of a closed slice: its contacts that were not skipped. */
export function rowsIn(closed: Closed, slice: ClosedSlice | undefined): Row[] {
  if (slice === undefined) return [];
  const { job, slice: number, flow, closedOn: modifiedOn, part = WHOLE } = closed;
  return slice.uuids.flatMap((contact, place) => {
    const outcome = slice.outcomes[place];
    if (outcome === undefined || outcome.verdict.outcome === 'skipped') return [];
    if (place < part.from || (part.to !== null && place >= part.to)) return [];
    const { ranOn } = slice;
    const key = keyOf({ modifiedOn, job, slice: number, place });
    return { key, contact, run: { job, slice: number, place, flow, ranOn, modifiedOn, outcome } };
  });
}

const keyOf = ({ modifiedOn, job, slice, place }: Pick<StoredRun, 'modifiedOn' | 'job' | 'slice' | 'place'>): string =>
  `${sortableMicros(modifiedOn)}#${job}#${String(slice).padStart(8, '0')}#${String(place).padStart(4, '0')}`;

export async function withContacts(
  data: Data,
  workspace: WorkspaceId,
  rows: readonly Row[],
): Promise<{ readonly key: string; readonly run: StoredRun }[]> {
  const contacts = await readContacts(
    data,
    workspace,
    rows.map(({ contact }) => contact),
  );
  return rows.flatMap(({ key, run, contact: uuid }) => {
    const contact = contacts.get(uuid);
    return contact === undefined || isTombstone(contact) ? [] : { key, run: { ...run, contact } };
  });
}

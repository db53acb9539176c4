/** Reads sorted partitions side by side, as if they were one list. */
import { countItems, type Data, type IndexName, queryPage, TABLES } from '../dynamo/index.ts';

/** A range of one partition's sort keys, both ends included. */
export interface Range {
  /** Null: the table itself. */
  readonly index: IndexName | null;
  readonly partition: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Below and above every sort key of this service. */
const LOWEST = ' ';
const HIGHEST = '~';

/** The end of a range without `key`. It needs keys of one length, so that none lies between. */
export const justAbove = (key: string): string => `${key}${HIGHEST}`;
const justBelow = (key: string): string =>
  `${key.slice(0, -1)}${String.fromCharCode(key.charCodeAt(key.length - 1) - 1)}${HIGHEST}`;

/** The part of a range after a key, in the direction of reading; all of it without a key. */
export function behind(range: Range, key: string | null, reverse: boolean): Range {
  if (key === null) return range;
  if (!reverse) return { ...range, from: range.from !== undefined && range.from > key ? range.from : justAbove(key) };
  return { ...range, to: range.to !== undefined && range.to < key ? range.to : justBelow(key) };
}

interface Source {
  readonly whole: Range;
  /** What is left of it. */
  range: Range;
  heads: string[];
  ended: boolean;
}

interface Merged {
  /** Sort keys in order, one for each `id`. */
  readonly keys: readonly string[];
  readonly more: boolean;
}

interface Merging {
  readonly limit: number;
  readonly reverse: boolean;
  /** Keys with the same id are one entry; the first is kept. */
  readonly id?: (key: string) => string;
  /** Entries may move from a range to a later one, so that each is read after those before it, to miss none. */
  readonly inTurn?: boolean;
}

/** The first `limit` sort keys of all ranges. One query each; a range that runs out early is queried again. */
export async function mergeRanges(data: Data, ranges: readonly Range[], merging: Merging): Promise<Merged> {
  const { limit, reverse, id = (key) => key, inTurn = false } = merging;
  const share = shareOf(limit, ranges.length);
  const sources: Source[] = ranges.map((range) => ({ whole: range, range, heads: [], ended: false }));
  const refill = () => (inTurn ? fillInTurn : fillEmpty)(data, sources, share, reverse);
  const keys: string[] = [];
  const seen = new Set<string>();
  while (keys.length < limit) {
    if (inTurn && sources.some(isEmpty)) readAgain(sources, keys.at(-1) ?? null, reverse);
    await refill();
    const key = takeNext(sources, reverse);
    if (key === undefined) return { keys, more: false };
    if (!seen.has(id(key))) keys.push(key);
    seen.add(id(key));
  }
  const isNew = () => sources.some(({ heads }) => heads.some((key) => !seen.has(id(key))));
  while (!isNew() && sources.some(({ ended }) => !ended)) {
    for (const source of sources) source.heads = [];
    await refill();
  }
  return { keys, more: isNew() };
}

/** A range's part of a page plus 4.5 standard deviations: shards follow a hash, so a second query is rare. */
const shareOf = (limit: number, ranges: number): number => {
  const mean = limit / ranges;
  return Math.min(limit + 1, Math.ceil(mean + 4.5 * Math.sqrt(mean))) || 1;
};

const isEmpty = ({ heads, ended }: Source): boolean => heads.length === 0 && !ended;

type Fill = (data: Data, sources: readonly Source[], limit: number, reverse: boolean) => Promise<unknown>;

const fillEmpty: Fill = (data, sources, limit, reverse) =>
  Promise.all(sources.filter(isEmpty).map((source) => fill(data, source, limit, reverse)));

const fillInTurn: Fill = async (data, sources, limit, reverse) => {
  for (const source of sources) if (isEmpty(source)) await fill(data, source, limit, reverse);
};

async function fill(data: Data, source: Source, limit: number, reverse: boolean): Promise<void> {
  const { keys, ended } = await readRange(data, source.range, limit, reverse);
  const last = keys.at(-1);
  source.range = behind(source.range, last ?? null, reverse);
  source.heads = keys;
  source.ended = ended;
}

/** Has all ranges read again behind a key: what left one meanwhile may be before the unread part of another. */
function readAgain(sources: readonly Source[], key: string | null, reverse: boolean): void {
  for (const source of sources)
    Object.assign(source, { range: behind(source.whole, key, reverse), heads: [], ended: false });
}

function takeNext(sources: readonly Source[], reverse: boolean): string | undefined {
  let best: Source | undefined;
  for (const source of sources) {
    const head = source.heads[0];
    if (head === undefined) continue;
    const held = best?.heads[0];
    if (held === undefined || (reverse ? head > held : head < held)) best = source;
  }
  return best?.heads.shift();
}

/** Queries a range once: up to `limit` sort keys, and whether it ends. An empty range costs 0.5 read units. */
export async function readRange(
  data: Data,
  { index, partition, from = LOWEST, to = HIGHEST }: Range,
  limit: number,
  reverse: boolean,
): Promise<{ keys: string[]; ended: boolean }> {
  if (from > to) return { keys: [], ended: true };
  const { sortKey } = index === null ? TABLES.contacts : TABLES.contacts.indexes[index];
  const { items, next } = await queryPage<Record<typeof sortKey, string>>(data, {
    table: 'contacts',
    index: index ?? undefined,
    partition,
    sort: { from, to },
    attributes: [sortKey],
    descending: reverse,
    limit,
  });
  return { keys: items.map((item) => item[sortKey]), ended: next === undefined };
}

/** How many entries a range has. One query for each MB. */
export function countRange(data: Data, { index, partition, from = LOWEST, to = HIGHEST }: Range): Promise<number> {
  return countItems(data, { table: 'contacts', index: index ?? undefined, partition, sort: { from, to } });
}

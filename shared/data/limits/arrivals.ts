/**
 *   L#<workspace>  ARRIVED#<source>#<day>  { count, on }: what arrived by a channel, or by the API, on a day (UTC), and
 *                                          when last; gone after 80 days
 *   L#<workspace>  SILENCES                { silences }: where nobody was heard when a night looked last
 */

import { type Day, dayText, parseDay } from '../../domain/calendar/days.ts';
import type { Channel } from '../../domain/channels/channel.ts';
import type { ChannelId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant, MICROS_PER_DAY } from '../../domain/instant.ts';
import { type Counted, quarterAt } from '../../domain/limits/inbound-budget.ts';
import type { Heard, Silence } from '../../domain/policies/silence.ts';
import { addUp, type Data, getItem, type Key, put, queryAll, ttlAfter, update, write } from '../dynamo/index.ts';

/**
 *   L#<workspace>   in <window>   { all, <channel>…, ttl }: what arrived in a quarter of an hour
 *
 * It is gone after so many seconds.
 */
const KEPT_FOR = 2 * 3_600;

/** Counts messages of a channel, and returns how many there were in the window. 1 write unit, without conflicts. */
export async function countArrivals(
  data: Data,
  { workspace, uuid }: Pick<Channel, 'workspace' | 'uuid'>,
  count: number,
  window: number,
): Promise<Counted> {
  const key = { pk: `L#${workspace}`, sk: `in ${window}` };
  const change = { add: { all: count, [uuid]: count }, setOnce: { ttl: window + KEPT_FOR } };
  const counted = await addUp(data, 'workspace', key, change);
  return { all: counted['all'] ?? 0, ofChannel: counted[uuid] ?? 0 };
}

const KEPT_DAYS = 80;
const PREFIX = 'ARRIVED#';
const pkOf = (workspace: WorkspaceId): string => `L#${workspace}`;

/** A channel, or `api` for what came to `events.json`. */
type Source = ChannelId | 'api';

interface Unwritten {
  readonly count: number;
  readonly quarter: number;
}

/** Signs of life that a container keeps to itself before it writes them. */
const MOST_UNWRITTEN = 10;
const MOST_SOURCES = 1_000;
const containers = new WeakMap<Data, Map<string, Unwritten>>();

/** Counts what arrived. 1 write unit for ten, or a quarter of an hour; with a container that ends, nine may be lost. */
export async function countHeard(
  data: Data,
  { workspace, source }: { readonly workspace: WorkspaceId; readonly source: Source },
  count: number,
  now: Instant,
): Promise<void> {
  const unwritten = containers.get(data) ?? new Map<string, Unwritten>();
  containers.set(data, unwritten);
  const name = `${workspace} ${source}`;
  const quarter = quarterAt(now / 1_000_000);
  const before = unwritten.get(name);
  const sum = (before?.count ?? 0) + count;
  if (unwritten.size >= MOST_SOURCES) unwritten.clear();
  if (before?.quarter === quarter && sum < MOST_UNWRITTEN) {
    unwritten.set(name, { count: sum, quarter });
    return;
  }
  unwritten.set(name, { count: 0, quarter });
  const key = { pk: pkOf(workspace), sk: `${PREFIX}${source}#${dayText(Math.floor(now / MICROS_PER_DAY))}` };
  await write(data, update('workspace', key, { add: { count: sum }, set: { on: now, ttl: ttlAfter(now, KEPT_DAYS) } }));
}

type Row = Key & { readonly count: number; readonly on: Instant };

/** What arrived in the last 80 days, by source. 0.5 read units for 40 days of a channel. */
export async function readHeard(data: Data, workspace: WorkspaceId): Promise<ReadonlyMap<string, Heard>> {
  const found = new Map<string, { days: Map<Day, number>; last: Instant }>();
  const sort = { prefix: PREFIX };
  for await (const { sk, count, on } of queryAll<Row>(data, { table: 'workspace', partition: pkOf(workspace), sort })) {
    const [, source = '', text = ''] = sk.split('#');
    const one = found.get(source) ?? { days: new Map(), last: instant(0) };
    one.days.set(parseDay(text) ?? 0, count);
    found.set(source, { ...one, last: instant(Math.max(one.last, on)) });
  }
  return found;
}

const silencesKey = (workspace: WorkspaceId): Key => ({ pk: pkOf(workspace), sk: 'SILENCES' });

/** Where nobody was heard, when a night looked last. 0.5 read units. */
export async function readSilences(data: Data, workspace: WorkspaceId): Promise<readonly Silence[]> {
  const key = silencesKey(workspace);
  const item = await getItem<{ readonly silences: readonly Silence[] }>(data, 'workspace', key, { consistent: false });
  return item?.silences ?? [];
}

export async function putSilences(data: Data, workspace: WorkspaceId, silences: readonly Silence[]): Promise<void> {
  await write(data, put('workspace', { ...silencesKey(workspace), silences }));
}

/**
 *   L#<workspace>   refused <channel>   { count, last, ttl }: requests to a channel that did not prove themselves
 *
 * They are forgotten when the channel is saved, and two days after the last one.
 */
import type { Channel } from '../../domain/channels/channel.ts';
import type { ChannelId, WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant } from '../../domain/instant.ts';
import { type Data, type Key, queryAll, remove, update, write } from '../dynamo/index.ts';

const KEPT_DAYS = 2;
const PREFIX = 'refused ';
const partitionOf = (workspace: WorkspaceId): string => `L#${workspace}`;
const keyOf = ({ workspace, uuid }: Pick<Channel, 'workspace' | 'uuid'>): Key => ({
  pk: partitionOf(workspace),
  sk: `${PREFIX}${uuid}`,
});

export interface RefusedRequests {
  readonly count: number;
  readonly last: Instant;
}

/** Counts a refused request of a channel. 1 write unit. */
export async function countRefused(data: Data, channel: Channel, now: Instant): Promise<void> {
  const ttl = Math.floor(addDays(now, KEPT_DAYS) / 1_000_000);
  await write(data, update('workspace', keyOf(channel), { add: { count: 1 }, set: { last: now, ttl } }));
}

/** The refused requests of each channel that has some of the last two days. 1 query. */
export async function readRefused(
  data: Data,
  workspace: WorkspaceId,
  now: Instant,
): Promise<ReadonlyMap<ChannelId, RefusedRequests>> {
  const found = new Map<ChannelId, RefusedRequests>();
  const items = queryAll<Key & RefusedRequests>(data, {
    table: 'workspace',
    partition: partitionOf(workspace),
    sort: { prefix: PREFIX },
  });
  for await (const { sk, count, last } of items)
    if (last > addDays(now, -KEPT_DAYS)) found.set(sk.slice(PREFIX.length) as ChannelId, { count, last });
  return found;
}

export async function forgetRefused(data: Data, channel: Channel): Promise<void> {
  await write(data, remove('workspace', keyOf(channel)));
}

/**
 *   L#<workspace>   in <window>   { all, <channel>…, ttl }: what arrived in a quarter of an hour; gone after two hours
 */
import type { Channel } from '../../domain/channels/channel.ts';
import type { Counted } from '../../domain/limits/inbound-budget.ts';
import { addUp, type Data } from '../dynamo/index.ts';

/** Seconds. */
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

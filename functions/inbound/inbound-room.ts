import { BusyError, type Data } from '../../shared/data/dynamo/index.ts';
import { countArrivals, countHeard } from '../../shared/data/limits/index.ts';
import type { Channel } from '../../shared/domain/channels/channel.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { quarterAt, waitOf } from '../../shared/domain/limits/inbound-budget.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';

/** Messages a minute, unless the operator says otherwise. */
export const INBOUND_RATE = 1_200;

/** Messages that a container counts ahead while none has to wait, so that most requests write nothing. */
const AHEAD = 9;

/** What a container has counted ahead of a channel, or that there is no room to. */
interface Ahead {
  readonly window: number;
  readonly left: number;
  readonly waits: boolean;
}

const REMEMBERED = 1_000;

const containers = new WeakMap<Data, Map<string, Ahead>>();

/** Counts arrivals of a channel; how many seconds they have to wait. None when the table has no room to count. */
export async function waitFor(
  channel: Channel,
  count: number,
  { data, config, now }: Pick<Runtime, 'data' | 'config' | 'now'>,
): Promise<number> {
  await hearing(channel, count, data, now());
  const seconds = now() / 1_000_000;
  const window = quarterAt(seconds);
  const known = knownOf(data);
  const ahead = known.get(channel.uuid);
  const isNew = ahead?.window !== window;
  if (!isNew && ahead.left >= count) {
    known.set(channel.uuid, { ...ahead, left: ahead.left - count });
    return 0;
  }
  const rate = config.inboundRate ?? INBOUND_RATE;
  const further = !isNew && ahead.waits ? 0 : Math.min(AHEAD, Math.floor(rate / 120));
  const counted = await counting(data, channel, count + further, window);
  const { all, ofChannel } = counted ?? { all: 0, ofChannel: 0 };
  const wait = waitOf({ all: all - further, ofChannel: ofChannel - further }, rate, seconds);
  if (known.size >= REMEMBERED) known.clear();
  known.set(channel.uuid, { window, left: counted !== null && wait === 0 ? further : 0, waits: wait > 0 });
  return wait;
}

/** The same for the days on which a channel was heard. */
const hearing = ({ workspace, uuid }: Channel, count: number, data: Data, now: Instant) =>
  countHeard(data, { workspace, source: uuid }, count, now).catch((error: unknown) => {
    if (!(error instanceof BusyError)) throw error;
  });

/** No message is lost, and none waits, because a count could not be made. */
const counting = (data: Data, channel: Channel, count: number, window: number) =>
  countArrivals(data, channel, count, window).catch((error: unknown) => {
    if (error instanceof BusyError) return null;
    throw error;
  });

function knownOf(data: Data): Map<string, Ahead> {
  const known = containers.get(data) ?? new Map<string, Ahead>();
  containers.set(data, known);
  return known;
}

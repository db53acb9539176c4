import { readSettings } from '../../shared/data/workspace/index.ts';
import type { Hopping } from '../../shared/domain/bus/webhook.ts';
import type { Channel } from '../../shared/domain/channels/channel.ts';
import { wordIn } from '../../shared/domain/contacts/opt-out/inbound-event.ts';
import { againAfter, LONGEST_WAIT } from '../../shared/domain/limits/inbound-budget.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import { countInboundPutBack } from '../../shared/lambda/invocation/faults.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import type { InboundMessage } from '../../shared/messages/inbound.ts';
import { messageOf } from './inbound-message.ts';
import { waitFor } from './inbound-room.ts';
import type { Arrivals } from './source.ts';

/** Items of one request: providers send one, or a few dozen. */
export const MOST_ITEMS = 100;

/** In a request of too many items, opt-outs are looked for among so many. */
const LOOKED_THROUGH = 1_000;

type QueueRuntime = Pick<Runtime, 'config' | 'data' | 'queues' | 'logger' | 'metrics' | 'now'>;

/** Why not everything was taken: there were too many items, or there is room again after some seconds. */
type NotTaken = { readonly why: 'items' } | { readonly why: 'budget'; readonly seconds: number };

/**
 * Queues what arrived at a channel, each item by itself; logs how many could not be understood. Above the budget it
 * waits in the queue. Opt-outs are queued at once whatever the budget, and also from a request that is not taken.
 */
export async function queueArrivals(
  arrivals: Arrivals & Hopping,
  channel: Channel,
  runtime: QueueRuntime,
): Promise<NotTaken | null> {
  const messages = messagesIn(arrivals, channel, runtime);
  if (arrivals.arrived.length + (arrivals.bad ?? 0) > MOST_ITEMS) {
    await queueParted(messages.slice(0, LOOKED_THROUGH), channel, runtime, null);
    return notTaken({ why: 'items' }, channel, runtime);
  }
  const wait = messages.length === 0 ? 0 : await waitFor(channel, messages.length, runtime);
  if (wait === 0) return queueAll(messages, channel, runtime);
  const left = await queueParted(messages, channel, runtime, wait > LONGEST_WAIT ? null : wait);
  if (left === 0) return null;
  return notTaken({ why: 'budget', seconds: againAfter(wait, runtime.now() / 1_000_000) }, channel, runtime);
}

/** The same for a source that never sends again, and that the deployment's owner trusts: nothing is turned away. */
export async function queueTrusted(arrivals: Arrivals, channel: Channel, runtime: QueueRuntime): Promise<void> {
  const messages = messagesIn(arrivals, channel, runtime);
  const wait = messages.length === 0 ? 0 : await waitFor(channel, messages.length, runtime);
  if (wait === 0) await queueAll(messages, channel, runtime);
  else await queueParted(messages, channel, runtime, Math.min(wait, LONGEST_WAIT));
}

function messagesIn(
  { arrived, bad: unread = 0, hops }: Arrivals & Hopping,
  channel: Channel,
  { logger, now }: QueueRuntime,
): InboundMessage[] {
  const messages = arrived.flatMap((one) => {
    const message = messageOf(one, channel, now());
    return message === null ? [] : [{ ...message, ...(hops !== undefined && { hops }) }];
  });
  const bad = unread + arrived.length - messages.length;
  if (bad > 0) logger.warn('inbound items not understood', { channel: channel.uuid, kind: channel.kind, bad });
  const undated = messages.filter((one) => one.undated).length;
  if (undated > 0) logger.warn('inbound times not understood', { channel: channel.uuid, kind: channel.kind, undated });
  return messages;
}

async function queueAll(messages: readonly InboundMessage[], { workspace }: Channel, { queues }: QueueRuntime) {
  if (messages.length > 0) await queues.send('inbound', messages, workspace);
  return null;
}

/** Queues opt-outs at once and the others after `wait` seconds; null: not at all. Returns how many were left out. */
async function queueParted(
  messages: readonly InboundMessage[],
  { workspace }: Channel,
  { data, queues }: QueueRuntime,
  wait: number | null,
): Promise<number> {
  const settings = await readSettings(data, workspace);
  const urgent = new Set(messages.filter((one) => isUrgent(one, settings)));
  const others = messages.filter((one) => !urgent.has(one));
  if (urgent.size > 0) await queues.send('inbound', [...urgent], workspace);
  if (others.length === 0) return 0;
  if (wait === null) return others.length;
  await queues.send('inbound', others, workspace, { delay: wait });
  return 0;
}

/** Opt-outs; and parts of a long message, since one that waits alone could be taken for a whole. */
function isUrgent({ type, text, payload, at, part }: InboundMessage, settings: Settings | null): boolean {
  if (part !== undefined || settings === null) return true;
  const word = wordIn({ type, texts: payload === null ? [text] : [text, payload], at }, settings);
  return word?.type === 'word' && word.says === 'out';
}

function notTaken(reason: NotTaken, { uuid, kind }: Channel, { logger, metrics }: QueueRuntime): NotTaken {
  countInboundPutBack(metrics);
  logger.warn('inbound request not taken', { channel: uuid, kind, ...reason });
  return reason;
}

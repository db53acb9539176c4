import { eachOf } from '../../shared/data/dynamo/index.ts';
import { claimTry, listWebhooks, noteDelivered, noteFailed, noteLoop } from '../../shared/data/workspace/index.ts';
import { circuitOf } from '../../shared/domain/bus/circuit.ts';
import type { BusEvent } from '../../shared/domain/bus/events.schema.ts';
import { isAnsweringFast, MAX_WEBHOOKS, MOST_HOPS, type Webhook } from '../../shared/domain/bus/webhook.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import type { DeliveryMessage, ToldMessage, WebhookMessage } from '../../shared/messages/webhooks.ts';
import {
  type DeliverRuntime,
  type Delivery,
  giveUp,
  letWait,
  PATIENCE,
  postDelivery,
  waitAgain,
} from './waiting-deliveries.ts';

type Patience = typeof PATIENCE;

/** Delivers an entry of the bus to the workspace's webhooks, all at once, or one delivery that has waited. */
export const deliver = (message: WebhookMessage, runtime: DeliverRuntime, patience = PATIENCE): Promise<void> =>
  'detail' in message ? deliverFirst(message, runtime, patience) : deliverLate(message, runtime, patience);

async function deliverFirst({ id, detail }: ToldMessage, runtime: DeliverRuntime, { first }: Patience): Promise<void> {
  const webhooks = await listWebhooks(runtime.data, detail.workspace);
  await eachOf(webhooks, MAX_WEBHOOKS, async (webhook) => {
    const events = detail.events.filter(({ type }) => webhook.enabled && webhook.events.includes(type));
    for (const delivery of deliveriesOf(`${id}_${webhook.uuid}`, events))
      if ((delivery.hops ?? 0) < MOST_HOPS) await tellFirst(webhook, delivery, runtime, first);
      else await noteLoop(runtime.data, webhook);
  });
}

/** One for all events that came from as many deliveries; of nearly every entry there is one. */
const deliveriesOf = (id: string, events: readonly BusEvent[]): Delivery[] =>
  [...Map.groupBy(events, (event) => ('hops' in event && event.hops) || 0)].map(([hops, some]) =>
    hops === 0
      ? { delivery: id, failed: 0, events: some }
      : { delivery: `${id}_${hops}`, failed: 0, hops, events: some },
  );

/** The first attempt is only for an address that answers fast. */
async function tellFirst(
  webhook: Webhook,
  delivery: Delivery,
  runtime: DeliverRuntime,
  seconds: number,
): Promise<void> {
  if (!isAnsweringFast(webhook)) return letWait(webhook, delivery, runtime);
  const problem = await postDelivery(webhook, delivery, runtime, seconds);
  if (problem === null) return noteDelivered(runtime.data, webhook, { waited: false, fast: true });
  if (problem.code === 'webhook_no_answer') return letWait(webhook, delivery, runtime, { slow: true });
  const [left, failed] = await failedOnce(webhook, delivery, problem, runtime);
  if (left === null) return giveUp(webhook, failed, runtime, { waited: false });
  return letWait(left, failed, runtime);
}

async function deliverLate(
  message: DeliveryMessage,
  runtime: DeliverRuntime,
  { first, late }: Patience,
): Promise<void> {
  const { workspace, webhook: uuid, ...delivery } = message;
  const webhook = (await listWebhooks(runtime.data, workspace)).find((one) => one.uuid === uuid);
  // Removed since.
  if (webhook === undefined) return;
  if (!webhook.enabled) return giveUp(webhook, delivery, runtime, { waited: true });
  const called = await mayCall(webhook, runtime);
  // An attempt that the circuit forbids counts too, so that no delivery waits for ever.
  if (called === null) return waitAgain(webhook, { ...delivery, failed: delivery.failed + 1 }, runtime);
  const begun = performance.now();
  const problem = await postDelivery(called, delivery, runtime, late);
  const fast = performance.now() - begun < first * 1_000;
  if (problem === null) return noteDelivered(runtime.data, called, { waited: true, fast });
  const [left, failed] = await failedOnce(called, delivery, problem, runtime);
  return left === null ? giveUp(called, failed, runtime, { waited: true }) : waitAgain(left, failed, runtime);
}

/** The webhook as it is now if its address may be called; null while its circuit is open, or another delivery tries. */
async function mayCall(webhook: Webhook, { data, now }: DeliverRuntime): Promise<Webhook | null> {
  const circuit = circuitOf(webhook, now());
  if (circuit === 'half_open') return claimTry(data, webhook, now());
  return circuit === 'closed' ? webhook : null;
}

/** The webhook after a failed attempt, null if it was disabled or removed; and the delivery as it comes again. */
async function failedOnce(
  webhook: Webhook,
  delivery: Delivery,
  problem: Refusal,
  { data, logger, now }: DeliverRuntime,
): Promise<[Webhook | null, Delivery]> {
  const failed = delivery.failed + 1;
  logger.warn('webhook did not take a delivery', { webhook: webhook.uuid, failed, problem });
  return [await noteFailed(data, webhook, problem, now()), { ...delivery, failed }];
}

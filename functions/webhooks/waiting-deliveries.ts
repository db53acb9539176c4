import { noteGivenUp, noteWaiting } from '../../shared/data/workspace/index.ts';
import { delayAfter, MOST_ATTEMPTS, MOST_WAITING, type Webhook } from '../../shared/domain/bus/webhook.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { DeliveryMessage } from '../../shared/messages/webhooks.ts';
import type { DeliverRuntime, Delivery } from './post-delivery.ts';

/** Lets a delivery wait in the queue of deliveries, or gives it up if too many do. */
export async function letWait(
  webhook: Webhook,
  delivery: Delivery,
  runtime: DeliverRuntime,
  { slow = false } = {},
): Promise<void> {
  const { data } = runtime;
  if (webhook.waiting >= MOST_WAITING) return giveUp(webhook, delivery, runtime, { waited: false });
  await send(webhook, delivery, runtime);
  await noteWaiting(data, webhook, { slow });
}

/** Lets it wait once more, unless that was its last attempt. */
export async function waitAgain(webhook: Webhook, delivery: Delivery, runtime: DeliverRuntime): Promise<void> {
  if (delivery.failed >= MOST_ATTEMPTS) return giveUp(webhook, delivery, runtime, { waited: true });
  await send(webhook, delivery, runtime);
}

/** Counts a delivery that is not made any more. It is the workspace's own matter, and no dead letter. */
export async function giveUp(
  webhook: Webhook,
  { delivery }: Delivery,
  { data, logger }: DeliverRuntime,
  waits: { readonly waited: boolean },
): Promise<void> {
  logger.warn('webhook delivery given up', { webhook: webhook.uuid, delivery });
  await noteGivenUp(data, webhook, waits);
}

async function send(webhook: Webhook, delivery: Delivery, { queues, now }: DeliverRuntime): Promise<void> {
  const { workspace, uuid } = webhook;
  const message: DeliveryMessage = { ...delivery, workspace, webhook: uuid };
  const delay = secondsToWait(webhook, delivery, now());
  await queues.send('deliveries', [message], workspace, delay > 0 ? { delay } : {});
}

/** While its circuit is open, a delivery waits for it; the circuit is never open for longer than a message may wait. */
function secondsToWait({ openUntil }: Webhook, { failed }: Delivery, now: Instant): number {
  const open = openUntil === null ? 0 : Math.ceil((openUntil - now) / 1_000_000);
  return Math.max(open, failed === 0 ? 0 : delayAfter(failed));
}

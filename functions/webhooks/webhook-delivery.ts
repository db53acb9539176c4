import { listWebhooks, noteDelivered, noteFailed } from '../../shared/data/workspace/index.ts';
import type { BusEvent } from '../../shared/domain/bus/events.schema.ts';
import { delayAfter, MOST_ATTEMPTS, type Webhook } from '../../shared/domain/bus/webhook.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import type { DeliveryMessage, WebhookMessage } from '../../shared/messages/webhooks.ts';
import { SIGNATURE_HEADER, webhookSignature } from '../../shared/services/webhooks/signature.ts';
import { callWebhook } from './call-webhook.ts';

type DeliverRuntime = Pick<Runtime, 'data' | 'queues' | 'logger' | 'now' | 'config'>;

type Delivery = Pick<DeliveryMessage, 'delivery' | 'failed' | 'events'>;

/** Delivers an entry of the bus to the workspace's webhooks, or one failed delivery again, as its own message. */
export async function deliver(message: WebhookMessage, runtime: DeliverRuntime): Promise<void> {
  const { workspace, events } = 'detail' in message ? message.detail : message;
  const webhooks = await listWebhooks(runtime.data, workspace);
  for (const webhook of webhooks.filter(({ enabled }) => enabled)) {
    if ('webhook' in message) {
      if (message.webhook === webhook.uuid) await tell(webhook, message, runtime);
      continue;
    }
    const some = events.filter(({ type }) => webhook.events.includes(type));
    const delivery = { delivery: `${message.id}.${webhook.uuid}`, failed: 0, events: some };
    if (some.length > 0) await tell(webhook, delivery, runtime);
  }
}

async function tell(webhook: Webhook, delivery: Delivery, runtime: DeliverRuntime): Promise<void> {
  const problem = await post(webhook, delivery, runtime);
  if (problem === null) return noteDelivered(runtime.data, webhook);
  const failed = delivery.failed + 1;
  runtime.logger.warn('webhook did not take a delivery', { webhook: webhook.uuid, failed, problem });
  if (!(await noteFailed(runtime.data, webhook, problem, runtime.now()))) return;
  if (failed >= MOST_ATTEMPTS) throw new Error(`Delivery ${delivery.delivery} was given up.`);
  const again: DeliveryMessage = { ...delivery, failed, workspace: webhook.workspace, webhook: webhook.uuid };
  await runtime.queues.send('webhooks', [again], webhook.workspace, { delay: delayAfter(failed) });
}

function post(
  { uuid, url, secret, workspace }: Webhook,
  { delivery, events }: { readonly delivery: string; readonly events: readonly BusEvent[] },
  { config, now }: DeliverRuntime,
): Promise<Refusal | null> {
  const body = JSON.stringify({ version: 1, delivery, webhook: uuid, workspace, events });
  const headers = {
    'user-agent': 'Dormouse-Webhooks/1',
    [SIGNATURE_HEADER]: webhookSignature(secret, Math.floor(now() / 1_000_000), body),
  };
  return callWebhook({ url, body, headers, toLoopback: config.webhooksToLoopback });
}

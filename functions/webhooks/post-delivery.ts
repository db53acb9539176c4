import { HOPS_HEADER } from '../../shared/domain/bus/hops.ts';
import type { Webhook } from '../../shared/domain/bus/webhook.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import type { DeliveryMessage } from '../../shared/messages/webhooks.ts';
import { SIGNATURE_HEADER, webhookSignature } from '../../shared/services/webhooks/signature.ts';
import { callWebhook } from './call-webhook.ts';

export type DeliverRuntime = Pick<Runtime, 'data' | 'queues' | 'logger' | 'now' | 'config'>;

export type Delivery = Pick<DeliveryMessage, 'delivery' | 'failed' | 'hops' | 'events'>;

/**
 * Seconds for an answer. A first attempt is short, since everybody's are in the same queue: whoever takes longer is
 * called again in the queue of deliveries.
 */
export const PATIENCE = { first: 2, late: 10 };

/** Posts a delivery, signed; null for a 2xx within so many seconds, else the problem. */
export function postDelivery(
  { uuid, url, secret, workspace }: Webhook,
  { delivery, hops = 0, events }: Delivery,
  { config, now }: DeliverRuntime,
  seconds: number,
): Promise<Refusal | null> {
  const body = JSON.stringify({ version: 1, delivery, webhook: uuid, workspace, events });
  const headers = {
    'user-agent': 'Dormouse-Webhooks/1',
    [SIGNATURE_HEADER]: webhookSignature(secret, Math.floor(now() / 1_000_000), body),
    [HOPS_HEADER]: String(hops + 1),
  };
  return callWebhook({ url, body, headers, seconds, toLoopback: config.webhooksToLoopback, own: config.ownHosts });
}

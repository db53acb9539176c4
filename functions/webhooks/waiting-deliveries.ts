import http, { type RequestOptions } from 'node:http';
import https from 'node:https';
import { noteGivenUp, noteWaiting } from '../../shared/data/workspace/index.ts';
import { delayAfter, HOPS_HEADER, MOST_ATTEMPTS, MOST_WAITING, type Webhook } from '../../shared/domain/bus/webhook.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import type { DeliveryMessage } from '../../shared/messages/webhooks.ts';
import { failureOf, type Lookup, lookupPublic } from '../../shared/services/webhooks/public-lookup.ts';
import { signatureHeaders } from '../../shared/services/webhooks/signature.ts';
import { type Reach, webhookUrlProblem } from '../../shared/services/webhooks/webhook-url.ts';

interface Call extends Reach {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The longest time for an answer, from the look-up of the name to its last byte. */
  readonly seconds: number;
  readonly lookup?: Lookup;
}

export type DeliverRuntime = Pick<Runtime, 'data' | 'queues' | 'logger' | 'now' | 'config'>;

export type Delivery = Pick<DeliveryMessage, 'delivery' | 'failed' | 'hops' | 'events'>;

/**
 * Seconds for an answer. A first attempt is short, since everybody's are in the same queue: whoever takes longer is
 * called again in the queue of deliveries.
 */
export const PATIENCE = { first: 2, late: 10 };

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
    ...signatureHeaders(secret, delivery, Math.floor(now() / 1_000_000), body),
    [HOPS_HEADER]: String(hops + 1),
  };
  const reach = {
    toLoopback: config.webhooksToLoopback,
    sendsNothing: config.sendsNothing,
    own: config.ownHosts,
  };
  return callWebhook({ url, body, headers, seconds, ...reach });
}

/**
 * Posts to a workspace's address; null for a 2xx, else the problem. It connects to an address that it resolved and
 * found public, so that no name leads inside a moment later. Redirects are not followed.
 */
export function callWebhook({
  url,
  body,
  headers,
  seconds,
  lookup = lookupPublic,
  ...reach
}: Call): Promise<Refusal | null> {
  const problem = webhookUrlProblem(url, reach);
  if (problem !== null) return Promise.resolve(problem);
  const plain = new URL(url).protocol === 'http:';
  const sent = { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const options: RequestOptions = {
    method: 'POST',
    headers: sent,
    agent: false,
    signal: AbortSignal.timeout(seconds * 1_000),
  };
  return new Promise((resolve) => {
    const request = plain ? http.request(url, options) : https.request(url, { ...options, lookup });
    request.on('error', (error) => resolve(failureOf(error, seconds)));
    request.on('response', (response) => {
      response.destroy();
      const { statusCode = 0 } = response;
      resolve(statusCode >= 200 && statusCode < 300 ? null : { code: 'webhook_answered', status: statusCode });
    });
    // After an answer such as 101 there is neither an error nor a response.
    request.on('close', () => resolve({ code: 'webhook_unreachable' }));
    request.end(body);
  });
}

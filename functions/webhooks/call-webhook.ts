import http, { type RequestOptions } from 'node:http';
import https from 'node:https';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import { failureOf, type Lookup, lookupPublic } from '../../shared/services/webhooks/public-lookup.ts';
import { type Reach, webhookUrlProblem } from '../../shared/services/webhooks/webhook-url.ts';

interface Call extends Reach {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The longest time for an answer, from the look-up of the name to its last byte. */
  readonly seconds: number;
  readonly lookup?: Lookup;
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
  toLoopback,
  own = [],
  lookup = lookupPublic,
}: Call): Promise<Refusal | null> {
  const problem = webhookUrlProblem(url, { toLoopback, own });
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

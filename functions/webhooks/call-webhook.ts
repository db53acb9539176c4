import { lookup } from 'node:dns';
import http, { type RequestOptions } from 'node:http';
import https from 'node:https';
import { describeFailure, lookupPublic } from '../../shared/services/webhooks/public-lookup.ts';
import { webhookUrlProblem } from '../../shared/services/webhooks/webhook-url.ts';

/** The longest time for an answer, from the look-up of the name to its last byte. */
const PATIENCE_MS = 10_000;

interface Call {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether `http://127.0.0.1` may be called, for tests on one machine. */
  readonly toLoopback: boolean;
}

/**
 * Posts to a workspace's address. Null for a 2xx, else the problem in words for the workspace. The name is resolved
 * here, all its addresses must be public, and the connection goes to a checked one, so that a name cannot lead
 * elsewhere a moment later. Redirects are not followed, and only the status of the answer is read.
 */
export function callWebhook({ url, body, headers, toLoopback }: Call): Promise<string | null> {
  const problem = webhookUrlProblem(url, toLoopback);
  if (problem !== null) return Promise.resolve(problem);
  const plain = new URL(url).protocol === 'http:';
  const sent = { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const options: RequestOptions = {
    method: 'POST',
    headers: sent,
    agent: false,
    signal: AbortSignal.timeout(PATIENCE_MS),
  };
  return new Promise((resolve) => {
    const request = plain
      ? http.request(url, options)
      : https.request(url, { ...options, lookup: toLoopback ? lookup : lookupPublic });
    request.on('error', (error) => resolve(describeFailure(error)));
    request.on('response', (response) => {
      response.destroy();
      const { statusCode = 0 } = response;
      resolve(statusCode >= 200 && statusCode < 300 ? null : `It answered ${statusCode}.`);
    });
    // After an answer such as 101 there is neither an error nor a response.
    request.on('close', () => resolve('It could not be reached.'));
    request.end(body);
  });
}

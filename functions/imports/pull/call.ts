import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { Refusal } from '../../../shared/domain/refusals/refusal.ts';
import {
  failureOf,
  type Lookup,
  lookupPublic,
  NotPublicError,
} from '../../../shared/services/webhooks/public-lookup.ts';
import { webhookUrlProblem } from '../../../shared/services/webhooks/webhook-url.ts';

/** A page that takes longer is requested again. */
const PATIENCE_SECONDS = 30;
/** For a page of 250 contacts with all they may have. */
const MOST_BYTES = 32_000_000;

interface Call {
  readonly url: string;
  readonly token: string;
  /** Whether `http://127.0.0.1` may be called, for tests on one machine. */
  readonly toLoopback: boolean;
  readonly lookup?: Lookup;
}

export type Called =
  | { readonly status: number; readonly retryAfter: string | undefined; readonly text: string }
  /** `never`: it is refused here, so asking again is useless. */
  | { readonly problem: Refusal; readonly never: boolean };

/** Gets from a host that a workspace chose, as webhooks do: over TLS, from public addresses, without redirects. */
export function callSource({ url, token, toLoopback, lookup = lookupPublic }: Call): Promise<Called> {
  const problem = webhookUrlProblem(url, { toLoopback });
  if (problem !== null) return Promise.resolve({ problem, never: true });
  const options: RequestOptions = {
    headers: { authorization: `Token ${token}`, accept: 'application/json', 'user-agent': 'Dormouse-Import/1' },
    agent: false,
    signal: AbortSignal.timeout(PATIENCE_SECONDS * 1_000),
  };
  return new Promise((resolve) => {
    const fail = (error: Error) =>
      resolve({ problem: failureOf(error, PATIENCE_SECONDS), never: error instanceof NotPublicError });
    const request = url.startsWith('http:') ? http.get(url, options) : https.get(url, { ...options, lookup });
    request.on('error', fail);
    request.on('response', (response) => void read(response).then(resolve, fail));
    request.on('close', () => resolve({ problem: { code: 'webhook_unreachable' }, never: false }));
  });
}

async function read(response: IncomingMessage): Promise<Called> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) return { problem: { code: 'pull_page_too_large', most: MOST_BYTES }, never: true };
    chunks.push(chunk);
  }
  const { statusCode: status = 0, headers } = response;
  return { status, retryAfter: headers['retry-after'], text: Buffer.concat(chunks).toString('utf8') };
}

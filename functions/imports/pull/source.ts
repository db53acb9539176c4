import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { patience } from '../../../shared/data/dynamo/index.ts';
import { isObject } from '../../../shared/domain/cells/json.ts';
import { nextOf, type Trouble } from '../../../shared/domain/imports/textit/pull.ts';
import type { Refusal } from '../../../shared/domain/refusals/refusal.ts';
import { parseOutside } from '../../../shared/domain/text/json-nesting.ts';
import {
  failureOf,
  type Lookup,
  lookupPublic,
  NotPublicError,
} from '../../../shared/services/webhooks/public-lookup.ts';
import { webhookUrlProblem } from '../../../shared/services/webhooks/webhook-url.ts';

interface Page {
  readonly results: readonly unknown[];
  /** Endpoint and query of the next page. */
  readonly next: string | null;
}

export interface PullSource {
  page(endpoint: string): Promise<Page | Trouble>;
}

export const isTrouble = (answer: Page | Trouble | readonly unknown[]): answer is Trouble => 'problem' in answer;

/** The longest wait, whatever a source says. */
const LONGEST_RETRY = 3_600;

/** TextIt's API at a host. Its problems never quote what was sent or answered. */
export const openSource = (
  host: string,
  token: string,
  { toLoopback }: { readonly toLoopback: boolean },
): PullSource => ({
  async page(endpoint) {
    const called = await callSource({ url: `${host}/api/v2/${endpoint}`, token, toLoopback });
    return 'problem' in called ? { problem: called.problem, wait: called.never ? null : 0 } : pageIn(called, endpoint);
  },
});

function pageIn({ status, retryAfter, text }: Exclude<Called, { problem: Refusal }>, endpoint: string): Page | Trouble {
  if (status === 401 || status === 403) return { problem: { code: 'pull_token', status }, wait: null };
  if (status === 429) return { problem: { code: 'pull_rate' }, wait: secondsIn(retryAfter) };
  if (status >= 500) return { problem: { code: 'webhook_answered', status }, wait: 0 };
  if (status < 200 || status > 299) return { problem: { code: 'pull_not_textit', status }, wait: null };
  const page = parsed(text);
  if (page === null) return { problem: { code: 'pull_no_list' }, wait: 0 };
  return { results: page['results'] as unknown[], next: nextOf(page, endpoint) };
}

/** Seconds as a number, as in TextIt; anything else is a minute. */
const secondsIn = (retryAfter: string | undefined): number => {
  const seconds = Number(retryAfter ?? 60);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(Math.ceil(seconds), LONGEST_RETRY) : 60;
};

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  const page = parseOutside(text);
  return isObject(page) && Array.isArray(page['results']) ? page : null;
}

/** For a page of 250 contacts with all they may have. */
const MOST_BYTES = 32_000_000;

interface Call {
  readonly url: string;
  readonly token: string;
  /** Whether `http://127.0.0.1` may be called, for tests on one machine. */
  readonly toLoopback: boolean;
  readonly lookup?: Lookup;
}

type Called =
  | { readonly status: number; readonly retryAfter: string | undefined; readonly text: string }
  /** `never`: it is refused here, so asking again is useless. */
  | { readonly problem: Refusal; readonly never: boolean };

/** Gets from a host that a workspace chose, as webhooks do: over TLS, from public addresses, without redirects. */
export function callSource({ url, token, toLoopback, lookup = lookupPublic }: Call): Promise<Called> {
  const problem = webhookUrlProblem(url, { toLoopback });
  if (problem !== null) return Promise.resolve({ problem, never: true });
  // A page that takes longer is requested again.
  const milliseconds = patience().silence();
  const options: RequestOptions = {
    headers: { authorization: `Token ${token}`, accept: 'application/json', 'user-agent': 'Dormouse-Import/1' },
    agent: false,
    signal: AbortSignal.timeout(milliseconds),
  };
  return new Promise((resolve) => {
    const fail = (error: Error) =>
      resolve({ problem: failureOf(error, Math.ceil(milliseconds / 1_000)), never: error instanceof NotPublicError });
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

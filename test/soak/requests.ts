import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiAnswer, call } from '../support/api/api.ts';
import { againstDocument } from '../support/cases/schema.ts';
import type { Ground } from './killable-service.ts';

export interface Answered {
  /** Carried out; refused, and nothing was done; or nobody knows. */
  readonly is: 'done' | 'refused' | 'unknown';
  readonly status: number;
  readonly body: ApiAnswer['body'];
}

/** What was heard of all requests. */
interface Heard {
  requests: number;
  slowestMs: number;
  /** How many were given up on by API Gateway, or would have been: on a machine with much else to do. */
  late: number;
  /** Answers that no fault excuses. */
  readonly problems: string[];
}

export interface Ask {
  (method: string, path: string, body?: unknown, key?: string): Promise<Answered>;
  readonly heard: Heard;
}

/** API Gateway gives up then. */
const LONGEST_MS = 29_000;
/** No answer is waited for any longer. */
const impatient: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(2 * LONGEST_MS) });
const UNHEARD: Answered = { is: 'unknown', status: 0, body: null };

/** Sends requests under a token, wherever the service is at the moment; waits while it is down. */
export function openAsk(ground: Ground, token: string): Ask {
  const heard: Heard = { requests: 0, slowestMs: 0, late: 0, problems: [] };
  const ask = async (method: string, path: string, body?: unknown, key?: string): Promise<Answered> => {
    const url = `${await ground.url()}/api/v2/${path}`;
    const headers = { authorization: `Token ${token}`, ...(key !== undefined && { 'idempotency-key': key }) };
    const begun = performance.now();
    const answer = await call({ url, fetch: impatient }, url, { method, body, headers }).catch(() => null);
    const ms = performance.now() - begun;
    heard.requests += 1;
    heard.slowestMs = Math.max(heard.slowestMs, ms);
    if (ms > LONGEST_MS) heard.late += 1;
    if (answer === null) return UNHEARD;
    const problem = problemOf(method, url, answer);
    if (problem) heard.problems.push(`${method} ${path} ${problem}: ${JSON.stringify(answer.body)}`);
    return { is: meaningOf(answer), status: answer.status, body: answer.body };
  };
  return Object.assign(ask, { heard });
}

/** What a person of the front desk would call broken; a function that a fault has killed is not. */
function problemOf(method: string, url: string, { status, headers, body }: ApiAnswer): string | null {
  const byGateway = status >= 500 && typeof body?.message === 'string';
  if (byGateway) return null;
  if (status === 500) return 'answered 500';
  if (status === 503 && headers.get('retry-after') === null) return 'answered 503 without Retry-After';
  if (status === 429) return 'answered 429';
  const wrong = againstDocument({ method, url, status, body });
  return wrong.length > 0 ? `is not in the OpenAPI document (${wrong.join('; ')})` : null;
}

function meaningOf({ status, headers }: ApiAnswer): Answered['is'] {
  if (status < 300) return 'done';
  const passing = status >= 500 || status === 429 || headers.get('retry-after') !== null;
  return passing ? 'unknown' : 'refused';
}

const PAUSE_MS = 150;

/** Sends the same request under one key until it is done or refused, so many times at most. */
export const insist = (ask: Ask, times: number, ...request: Parameters<Ask>): Promise<Answered> =>
  repeat(ask, request, times, ({ is }) => is === 'unknown');

/** The same, but gives up while an earlier request holds the key: one that died does so for minutes. */
export const insistUnlessHeld = (ask: Ask, times: number, ...request: Parameters<Ask>): Promise<Answered> =>
  repeat(ask, request, times, ({ is, status }) => is === 'unknown' && status !== 409);

async function repeat(
  ask: Ask,
  request: Parameters<Ask>,
  times: number,
  goesOn: (answered: Answered) => boolean,
): Promise<Answered> {
  let answered = await ask(...request);
  for (let tries = 1; tries < times && goesOn(answered); tries += 1) {
    await sleep(PAUSE_MS * tries);
    answered = await ask(...request);
  }
  return answered;
}

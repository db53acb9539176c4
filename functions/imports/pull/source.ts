import { isObject } from '../../../shared/domain/imports/json.ts';
import type { Trouble } from '../../../shared/domain/imports/textit/pull.ts';
import { nextOf } from '../../../shared/domain/imports/textit/round.ts';
import { parseOutside } from '../../../shared/domain/json-nesting.ts';
import type { Refusal } from '../../../shared/domain/refusals/refusal.ts';
import { type Called, callSource } from './call.ts';

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

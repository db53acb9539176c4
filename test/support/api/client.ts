import { WAIT_LIMIT_MS } from '../wait-limit.ts';
import type { Api, ApiAnswer } from './api.ts';

/** The API under one token, as one person's scripts use it. */
export interface Client {
  /** Sends any request; returns any answer, refusals too. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
  /** The body of a GET; throws on a refusal. */
  get(path: string): Promise<ApiAnswer['body']>;
  /** The body of what a POST answers; throws on a refusal. */
  post(path: string, body: unknown): Promise<ApiAnswer['body']>;
  /** All items of a list, page by page, following `next` as a client does. */
  all(path: string): Promise<ApiAnswer['body'][]>;
}

/** @param token - the one under which `api` calls when left out */
export function openClient({ api, url }: { readonly api: Api; readonly url: string }, token?: string): Client {
  const ask: Client['ask'] = (method, path, body, headers = {}) =>
    api(method, path, body, { ...(token !== undefined && { authorization: `Token ${token}` }), ...headers });
  const succeed = async (method: string, path: string, body?: unknown) => {
    const answer = await ask(method, path, body);
    if (answer.status < 300) return answer.body;
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  };
  return {
    ask,
    get: (path) => succeed('GET', path),
    post: (path, body) => succeed('POST', path, body),
    async all(path) {
      const found = [];
      for (let next: string | null = `${url}/api/v2/${path}`; next !== null; ) {
        if (!next.startsWith(`${url}/`)) throw new Error(`A link that leads elsewhere: ${next}`);
        const page: ApiAnswer['body'] = await succeed('GET', next.slice(url.length));
        found.push(...page.results);
        next = page.next;
      }
      return found;
    },
  };
}

/** Sets a new workspace's country, and allows more than TextIt's 3,600 requests an hour. */
export async function prepare(client: Client): Promise<void> {
  const api_rates = { v2: 1_000_000, 'v2.contacts': 1_000_000 };
  await client.post('settings.json', { country: 'RW', api_rates });
}

/** Does the work for every item, several at a time; returns the results in the items' order. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  lanes = 8,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const waiting = items.entries();
  const lane = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

/** A phone number of Rwanda for each number from 0 to 999,999. */
export const phone = (n: number): string => `tel:+250788${String(n).padStart(6, '0')}`;

/**
 * Creates contacts with the phone numbers `phone(first)` and following.
 * @returns their uuids, in that order
 */
export function createPeople(
  client: Client,
  count: number,
  { first = 0, ...given }: { first?: number; groups?: readonly string[]; fields?: object } = {},
): Promise<string[]> {
  const numbers = Array.from({ length: count }, (_, index) => first + index);
  return sideBySide(numbers, async (n) => {
    const { uuid } = await client.post('contacts.json', { name: `Person ${n}`, urns: [phone(n)], ...given });
    return uuid;
  });
}

/** Sets a status by contact_actions.json, at most 100 contacts at a time; back to active also who opted out. */
export async function setStatus(client: Client, status: string, ...contacts: string[]): Promise<void> {
  await client.post('contact_actions.json', {
    ...{ action: 'set_status', status, contacts },
    ...(status === 'active' && { reason: 'a test' }),
  });
}

/** A contact by uuid or URN, as contacts.json shows it; undefined when there is none. */
export async function contactOf(client: Client, reference: string): Promise<ApiAnswer['body']> {
  const parameter = reference.includes(':') ? 'urn' : 'uuid';
  return (await client.get(`contacts.json?${parameter}=${encodeURIComponent(reference)}`)).results[0];
}

/** A job as jobs.json shows it. */
export async function jobOf(client: Client, uuid: string): Promise<ApiAnswer['body']> {
  return (await client.get(`jobs.json?uuid=${uuid}`)).results[0];
}

/** Reads a job again and again until it is as wanted; throws when it does not become so. */
export async function untilJob(
  client: Client,
  uuid: string,
  wanted: (job: ApiAnswer['body']) => boolean,
): Promise<ApiAnswer['body']> {
  const deadline = Date.now() + WAIT_LIMIT_MS;
  for (;;) {
    const job = await jobOf(client, uuid);
    if (wanted(job)) return job;
    if (Date.now() > deadline) throw new Error(`The job did not get there: ${JSON.stringify(job)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

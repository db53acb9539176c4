import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../../support/api/api.ts';
import { type Client, phone } from '../../support/api/client.ts';
import type { Service } from '../../support/service.ts';
import { openStage, type RunningStage, startJourney } from '../stage.ts';

let service: Service;
let open: RunningStage['open'];
let client: Client;

beforeAll(async () => {
  ({ service, open } = await openStage(await startJourney()));
});

beforeEach(async () => {
  client = await open();
});

afterAll(() => service?.stop());

const together = (count: number, ask: (n: number) => Promise<ApiAnswer>): Promise<ApiAnswer[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => ask(n)));

/** How many answers have each status. */
const statuses = (answers: readonly ApiAnswer[]): Record<number, number> =>
  Object.fromEntries([...Map.groupBy(answers, ({ status }) => status)].map(([status, some]) => [status, some.length]));

/** Uses within as much are kept together, by the time of the last (shared/domain/limits/allowance.ts). */
const GRID_MS = 180_000;
const clockNow = async (): Promise<number> => Date.parse((await service.local('GET', 'clock')).body.now);
const setClock = (at: number) => service.local('POST', 'clock', { now: new Date(at).toISOString() });

describe('Rate limits', () => {
  afterAll(() => service.local('POST', 'clock', { now: null }));

  it('let ten of 30 requests pass when the limit is ten, say when the next may pass, and let ten pass again then', async () => {
    await client.post('settings.json', { api_rates: { 'v2.contacts': 10 } });
    const ask = () => client.ask('GET', 'contacts.json');
    // All within one stretch, or some would be free before the others.
    await setClock(Math.ceil((await clockNow()) / GRID_MS) * GRID_MS);
    expect(statuses(await together(30, ask))).toEqual({ 200: 10, 429: 20 });

    const { status, headers, body } = await ask();
    const wait = headers.get('retry-after') ?? '';
    expect(status).toBe(429);
    expect(wait).toMatch(/^\d+$/);
    expect(body).toEqual({ detail: `Request was throttled. Expected available in ${wait} seconds.` });
    expect(Number(wait)).toBeGreaterThan(3_000);
    expect(Number(wait)).toBeLessThanOrEqual(3_601);
    // Other scopes are counted separately.
    expect((await client.ask('GET', 'groups.json')).status).toBe(200);

    await setClock((await clockNow()) + Number(wait) * 1_000);
    const again = statuses(await together(30, ask));
    expect(again[200]).toBe(10);
  });

  it('let at most a tenth more than a larger limit pass, however many functions answer', async () => {
    await client.post('settings.json', { api_rates: { 'v2.contacts': 100 } });
    const answers = statuses(await together(300, () => client.ask('GET', `contacts.json?uuid=${randomUUID()}`)));
    expect(answers[200]).toBeGreaterThanOrEqual(100);
    expect(answers[200]).toBeLessThanOrEqual(110);
    expect(answers[429]).toBe(300 - (answers[200] ?? 0));
  });

  it('cost one write unit for 50 requests', async () => {
    await service.local('POST', 'capacity/reset');
    for (let n = 0; n < 200; n++) await client.get(`contacts.json?uuid=${randomUUID()}`);
    // Four, and one for the hour in which the token was used.
    expect((await service.local('GET', 'capacity')).body.functions.contacts.write_units).toBeLessThanOrEqual(5);
  });
});

/**
 * Asks again while the first request under the same key is still running, as the answer says (409 with Retry-After).
 */
async function untilProcessed(ask: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 409 || !answer.headers.has('retry-after')) return answer;
  }
}

describe('Idempotency-Key', () => {
  it('creates one contact for 30 requests at the same time, and answers all of them with it', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const create = () => client.ask('POST', 'contacts.json', { name: 'Ann' }, headers);
    const answers = await together(30, () => untilProcessed(create));
    expect(statuses(answers)).toEqual({ 201: 30 });
    expect(new Set(answers.map(({ body }) => body.uuid)).size).toBe(1);
    expect(answers.filter(({ headers: answered }) => answered.has('idempotent-replay'))).toHaveLength(29);
    expect(new Set(answers.map(({ headers: answered }) => answered.get('etag'))).size).toBe(1);
    expect(await client.all('contacts.json')).toHaveLength(1);

    const other = await client.ask('POST', 'contacts.json', { name: 'Bob' }, headers);
    expect(other).toMatchObject({ status: 409, body: { detail: expect.stringContaining('another request') } });
    expect(await client.all('contacts.json')).toHaveLength(1);
  });
});

describe('ETag and If-Match', () => {
  const tagOf = async (path: string): Promise<string> => (await client.ask('GET', path)).headers.get('etag') ?? '';

  it('let one of two concurrent updates succeed; nothing of the other is stored', async () => {
    const created = await client.ask('POST', 'contacts.json', { name: 'Ann', urns: [phone(1)] });
    const path = `contacts.json?uuid=${created.body.uuid}`;
    const tag = await tagOf(path);
    expect(tag).toBe(created.headers.get('etag'));
    expect(await tagOf(`contacts.json?urn=${encodeURIComponent(phone(1))}`)).toBe(tag);

    const save = (name: string) => client.ask('POST', path, { name }, { 'if-match': tag });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => save(`Name ${n}`)));
    expect(statuses(answers)).toEqual({ 200: 1, 412: 9 });
    const winner = answers.find(({ status }) => status === 200);
    expect((await client.get(path)).results[0].name).toBe(winner?.body.name);
    expect(winner?.headers.get('etag')).toBe(await tagOf(path));
    expect(await tagOf(path)).not.toBe(tag);
  });
});

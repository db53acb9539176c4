import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../support/api/api.ts';
import { type Client, phone, setStatus } from '../support/api/client.ts';
import type { Service } from '../support/service.ts';
import { openStage, type RunningStage, startJourney } from './stage.ts';

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

  it('deletes once, and answers a repetition as the first time', async () => {
    const { uuid } = await client.post('contacts.json', { name: 'Ann' });
    await setStatus(client, 'archived', uuid);
    const headers = { 'idempotency-key': randomUUID() };
    const remove = () => client.ask('DELETE', `contacts.json?uuid=${uuid}`, undefined, headers);
    expect((await remove()).status).toBe(204);
    const again = await remove();
    expect(again.status).toBe(204);
    expect(again.headers.get('idempotent-replay')).toBe('true');
  });

  it('checks a refused request again, and refuses a key that is none', async () => {
    const headers = { 'idempotency-key': 'once' };
    const bad = () => client.ask('POST', 'contacts.json', { urns: ['tel:12'] }, headers);
    const first = await bad();
    expect(first.status).toBe(400);
    const again = await bad();
    expect([again.status, again.body, again.headers.get('idempotent-replay')]).toEqual([400, first.body, null]);
    const long = await client.ask('POST', 'contacts.json', {}, { 'idempotency-key': 'k'.repeat(256) });
    expect(long.status).toBe(400);
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

  it('keep the tag of a contact that an update does not change', async () => {
    const { uuid } = await client.post('contacts.json', { name: 'Ann' });
    const path = `contacts.json?uuid=${uuid}`;
    const tag = await tagOf(path);
    const same = await client.ask('POST', path, { name: 'Ann' }, { 'if-match': tag });
    expect([same.status, same.headers.get('etag')]).toEqual([200, tag]);
  });

  it('prevent the deletion of a contact that has changed since it was read', async () => {
    const { uuid } = await client.post('contacts.json', { name: 'Ann' });
    const path = `contacts.json?uuid=${uuid}`;
    const before = await tagOf(path);
    await setStatus(client, 'archived', uuid);
    const remove = (tag: string) => client.ask('DELETE', path, undefined, { 'if-match': tag });
    expect((await remove(before)).status).toBe(412);
    expect((await client.get(path)).results).toHaveLength(1);
    expect((await remove(await tagOf(path))).status).toBe(204);
    expect((await remove('*')).status).toBe(412);
  });

  it('accept * for any contact that exists, create none with it, and refuse a malformed tag', async () => {
    const { uuid } = await client.post('contacts.json', { name: 'Ann' });
    const save = (path: string, tag: string) => client.ask('POST', path, { name: 'Ben' }, { 'if-match': tag });
    expect((await save(`contacts.json?uuid=${uuid}`, '*')).status).toBe(200);
    expect((await save(`contacts.json?urn=${encodeURIComponent(phone(2))}`, '*')).status).toBe(412);
    expect((await save(`contacts.json?uuid=${randomUUID()}`, '*')).status).toBe(404);
    expect((await save(`contacts.json?uuid=${uuid}`, '7')).status).toBe(400);
    expect(await client.all('contacts.json')).toHaveLength(1);
  });

  it('give no tag for a list', async () => {
    await client.post('contacts.json', { name: 'Ann' });
    expect((await client.ask('GET', 'contacts.json')).headers.has('etag')).toBe(false);
  });
});

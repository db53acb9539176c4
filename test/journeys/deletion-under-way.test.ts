import { afterAll, beforeAll, expect, it } from 'vitest';
import { exactCounts, takeCensus } from '../support/api/census.ts';
import { type Client, jobOf, phone, sideBySide, untilJob } from '../support/api/client.ts';
import { openStage, type RunningStage } from './stage.ts';

/** Four slices. */
const PEOPLE = 2_000;
/** Of those, so many are restored, seen, or restored and archived again while the others are deleted. */
const TOUCHED = 300;

let stage: RunningStage;
let client: Client;

beforeAll(async () => {
  stage = await openStage();
  client = await stage.open();
});

afterAll(() => stage?.service.stop());

/** Everybody is archived; returns uuids in the order of their phone numbers. */
function createArchived(): Promise<string[]> {
  const numbers = Array.from({ length: PEOPLE }, (_, n) => n);
  return sideBySide(numbers, async (n) => {
    const { uuid } = await client.post('contacts.json', { name: `Person ${n}`, urns: [phone(n)], status: 'archived' });
    return uuid;
  });
}

/** What a person does, or has done to them, while all that is archived is deleted; true when it was carried out. */
const TOUCHES = {
  restore: async (uuid: string) => (await act(uuid, 'active')) === 204,
  see: async (_: string, n: number) => {
    const { body } = await client.ask('POST', 'events.json', { type: 'mo_miss', urn: phone(n) });
    return body.contact !== null;
  },
  'restore and archive again': async (uuid: string) =>
    (await act(uuid, 'active')) === 204 && (await act(uuid, 'archived')) === 204,
} as const;
type Touch = keyof typeof TOUCHES;
const KINDS = Object.keys(TOUCHES) as Touch[];

async function act(uuid: string, status: string): Promise<number> {
  const { status: answered, body } = await client.ask('POST', 'contact_actions.json', {
    action: 'set_status',
    status,
    contacts: [uuid],
  });
  // Nobody restores who is deleted.
  if (answered !== 204)
    expect({ answered, body }).toMatchObject({ answered: 400, body: { contacts: [expect.any(String)] } });
  return answered;
}

it('a deletion of all that is archived is exact while people are restored, seen and archived again, and its workers die', async () => {
  const people = await createArchived();
  const { uuid } = await client.post('jobs.json', { type: 'delete', selection: { folder: 'archived' }, preview: true });
  const { token, total: count } = await untilJob(client, uuid, ({ status }) => status === 'ready');
  expect(count).toBe(PEOPLE);

  await stage.service.local('POST', 'faults', { kill: { function: 'jobs-work', after_ms: 150, times: 4 } });
  await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count });
  // Of every slice some.
  const touched = Array.from({ length: TOUCHED }, (_, index) => Math.floor((index * PEOPLE) / TOUCHED));
  const done = await sideBySide(touched, async (n) => {
    const touch = KINDS[n % KINDS.length] as Touch;
    return { uuid: people[n] ?? '', touch, done: await TOUCHES[touch](people[n] ?? '', n) };
  });
  await stage.settle();
  expect((await stage.service.local('GET', 'faults')).body.happened.kill).toBe(4);

  const { live, deleted } = await takeCensus(client);
  const [there, gone] = [new Map(live.map((one) => [one.uuid, one.status])), new Set(deleted.map((one) => one.uuid))];
  const saved = people.filter((one) => there.has(one));
  expect(saved.length + gone.size).toBe(PEOPLE);
  expect(people.filter((one) => there.has(one) === gone.has(one))).toEqual([]);
  expect(await jobOf(client, uuid)).toMatchObject({
    status: 'completed',
    total: PEOPLE,
    changed: gone.size,
    unchanged: 0,
    skipped: saved.length === 0 ? {} : { not_archived: saved.length },
    failed: {},
  });
  const restored = done.filter((one) => one.touch === 'restore' && one.done);
  expect(restored.length).toBeGreaterThan(0);
  expect(restored.filter((one) => there.get(one.uuid) !== 'active')).toEqual([]);
  // Who was not restored is deleted, seen or not.
  const spared = new Set(done.filter((one) => one.touch !== 'see' && one.done).map((one) => one.uuid));
  expect(saved.filter((one) => !spared.has(one))).toEqual([]);
  await exactCounts(client);
});

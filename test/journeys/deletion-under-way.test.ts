import { afterAll, beforeAll, expect, it } from 'vitest';
import { exactCounts, takeCensus } from '../support/api/census.ts';
import { type Client, jobOf, phone, prepare, sideBySide, untilJob } from '../support/api/client.ts';
import { openStage, type RunningStage } from './stage.ts';

/** Three slices, unless more are asked for. */
const PEOPLE = Number(process.env['DELETION_PEOPLE'] ?? 1_500);
/** Of those, a quarter each is restored, writes, has written before what arrives now, or is restored and archived again while the others are deleted. */
const TOUCHED = 200;

let stage: RunningStage;
let client: Client;

beforeAll(async () => {
  stage = await openStage();
  client = await stage.open();
  // More requests than a workspace may send in an hour unless it says so.
  await prepare(client);
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
  write: (uuid: string, n: number) => writes(uuid, n, {}),
  'write long before': (uuid: string, n: number) => writes(uuid, n, { occurred_on: '2026-01-01T00:00:00Z' }),
  'restore and archive again': async (uuid: string) =>
    (await act(uuid, 'active')) === 204 && (await act(uuid, 'archived')) === 204,
} as const;
type Touch = keyof typeof TOUCHES;
const KINDS = Object.keys(TOUCHES) as Touch[];

/** A message of theirs arrives; of somebody who is deleted already it makes a new contact. */
async function writes(uuid: string, n: number, when: object): Promise<boolean> {
  const message = { type: 'msg_received', urn: phone(n), text: 'Hello', ...when };
  return (await client.post('events.json', message)).contact.uuid === uuid;
}

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

it('a deletion of all that is archived leaves exactly those who are restored or write meanwhile, and who are archived meanwhile, while its workers die', async () => {
  const people = await createArchived();
  const { uuid } = await client.post('jobs.json', { type: 'delete', selection: { folder: 'archived' }, preview: true });
  const { token, total: count } = await untilJob(client, uuid, ({ status }) => status === 'ready');
  expect(count).toBe(PEOPLE);
  const { uuid: late } = await client.post('contacts.json', { name: 'Late', status: 'archived' });

  await stage.service.local('POST', 'faults', {
    kill: { function: 'jobs-work', after_ms: 150, times: 4 },
    duplicate: { queue: 'work', batches: 2, together: true },
  });
  await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count });
  // Of every slice some.
  const touched = Array.from({ length: TOUCHED }, (_, index) => Math.floor((index * PEOPLE) / TOUCHED));
  const done = await sideBySide([...touched.entries()], async ([index, n]) => {
    const touch = KINDS[index % KINDS.length] as Touch;
    return { uuid: people[n] ?? '', touch, done: await TOUCHES[touch](people[n] ?? '', n) };
  });
  await stage.settle();
  expect((await stage.service.local('GET', 'faults')).body.happened.kill).toBe(4);

  const { live, deleted } = await takeCensus(client);
  const [there, gone] = [new Map(live.map((one) => [one.uuid, one.status])), new Set(deleted.map((one) => one.uuid))];
  const saved = people.filter((one) => there.has(one));
  expect(saved.length + gone.size).toBe(PEOPLE);
  expect(people.filter((one) => there.has(one) === gone.has(one))).toEqual([]);
  expect(there.get(late)).toBe('archived');
  const spared = done.filter((one) => one.done);
  for (const touch of KINDS) expect(spared.filter((one) => one.touch === touch)).not.toEqual([]);
  expect(saved).toEqual(people.filter((one) => spared.some((touched) => touched.uuid === one)));
  for (const { uuid: one, touch } of spared)
    expect(there.get(one), touch).toBe(touch === 'restore' ? 'active' : 'archived');
  const job = await jobOf(client, uuid);
  expect(job).toMatchObject({ status: 'completed', total: PEOPLE, changed: gone.size, unchanged: 0, failed: {} });
  const reasons = ['not_archived', 'seen_since', 'status_changed'];
  expect(reasons.map((reason) => job.skipped[reason] ?? 0).reduce((sum, n) => sum + n)).toBe(saved.length);
  expect(job.skipped.seen_since).toBe(spared.filter(({ touch }) => touch.startsWith('write')).length);
  await exactCounts(client);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { populateArchive } from '../../../bench/support/population.ts';
import type { Data } from '../../../shared/data/dynamo/index.ts';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import { exactCounts, takeCensus } from '../../support/api/census.ts';
import { type Client, jobOf, phone, sideBySide, untilJob } from '../../support/api/client.ts';
import { atNight } from '../../support/night.ts';
import type { Service } from '../../support/service.ts';
import { openProgramme, startJourney } from '../stage.ts';

/** Ten slices at night, three by day. */
const PEOPLE = atNight(5_000, { byDay: 1_200 });
/** Of those, a quarter each is restored, writes, wrote earlier what arrives now, or is restored and archived again. */
const TOUCHED = 200;

/** People are made in so many turns: those with an address, to whom something happens, are in each slice. */
const TURNS = 10;

let service: Service;
let client: Client;
let data: Data;
let workspace: WorkspaceId;

beforeAll(async () => {
  service = await startJourney();
  ({ client, data, workspace } = await openProgramme(service));
});

afterAll(() => service?.stop());

/** Everybody is archived. */
async function createArchived(): Promise<{ readonly people: string[]; readonly touched: string[] }> {
  const [others, touched]: [string[], string[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn++) {
    others.push(...(await populateArchive(data, workspace, (PEOPLE - TOUCHED) / TURNS)));
    const numbers = Array.from({ length: TOUCHED / TURNS }, (_, n) => touched.length + n);
    touched.push(
      ...(await sideBySide(numbers, async (n) => {
        const person = { name: `Person ${n}`, urns: [phone(n)], status: 'archived' };
        return (await client.post('contacts.json', person)).uuid;
      })),
    );
  }
  return { people: [...others, ...touched], touched };
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
  const { people, touched } = await createArchived();
  await service.idle();
  const { uuid } = await client.post('jobs.json', { type: 'delete', selection: { folder: 'archived' }, preview: true });
  const { token, total: count } = await untilJob(client, uuid, ({ status }) => status === 'ready');
  expect(count).toBe(PEOPLE);
  const { uuid: late } = await client.post('contacts.json', { name: 'Late', status: 'archived' });

  await service.local('POST', 'faults', {
    kill: { function: 'jobs-work', after_ms: 150, times: 4 },
    duplicate: { queue: 'work', batches: 2, together: true },
  });
  await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count });
  const done = await sideBySide([...touched.entries()], async ([n, person]) => {
    const touch = KINDS[n % KINDS.length] as Touch;
    return { uuid: person, touch, done: await TOUCHES[touch](person, n) };
  });
  await service.idle();
  expect((await service.local('GET', 'faults')).body.happened.kill).toBe(4);

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

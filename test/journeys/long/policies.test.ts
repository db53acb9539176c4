/** A policy on the whole service: workers that die, and people who act while one is at work. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { populate } from '../../../bench/support/population.ts';
import { type Client, createPeople } from '../../support/api/client.ts';
import type { Service } from '../../support/service.ts';
import { WAIT_LIMIT_MS } from '../../support/wait-limit.ts';
import { openProgramme, startJourney } from '../stage.ts';

const MANY = 520;
const FEW = 6;
const DAY = 86_400_000;
const WAIT = { timeout: WAIT_LIMIT_MS, interval: 200 };

let service: Service;
let client: Client;
let few: readonly string[];

beforeAll(async () => {
  service = await startJourney({ except: ['stale rosters'] });
  const programme = await openProgramme(service);
  client = programme.client;
  await client.post('settings.json', { policies_night_share: null, events: ['contact.changed'] });
  await populate(programme.data, programme.workspace, MANY);
  few = await createPeople(client, FEW);
  await service.idle();
});

afterAll(() => service?.stop());

const setFaults = (faults: object) => service.local('POST', 'faults', faults);
/** The jobs of a stage that had anybody: in its first night a later stage looks at all, and takes nobody. */
const jobsOf = async (stage: string) =>
  (await client.all('jobs.json')).filter(({ policy, total }) => policy?.stage === stage && total > 0);

/** The hourly run, so many days from now. */
async function night(days: number): Promise<void> {
  await service.local('POST', 'clock', { now: new Date(Date.now() + days * DAY).toISOString() });
  expect((await service.local('POST', 'schedules/turn-groups/run')).status).toBe(200);
}

it('takes everybody once though workers die, and leaves whoever writes or is held while a worker is at work', async () => {
  const stages = [
    { do: 'tell', days: 90 },
    { do: 'archive', after: 1 },
  ];
  const free = { hour: 0, brake_share: null, brake_contacts: null, brake_month_share: null };
  const { uuid } = await client.post('policies.json', { ...free, name: 'Quiet', stages });
  await client.post(`policies.json?uuid=${uuid}`, { state: 'on' });
  await setFaults({ kill: { function: 'jobs-work', after_ms: 200, times: 2 } });
  await night(100);
  await service.idle();
  expect((await service.local('GET', 'faults')).body.happened.kill).toBe(2);
  const all = { status: 'completed', total: MANY + FEW, failed: {} };
  expect(await jobsOf('tell')).toMatchObject([{ ...all, changed: MANY + FEW }]);

  await setFaults({ kill: null, hold: { function: 'jobs-work' } });
  await night(101);
  // Who writes before the people are frozen is not among them.
  await vi.waitFor(async () => expect(await jobsOf('archive')).toMatchObject([{ total: MANY + FEW }]), WAIT);
  const [writes = '', held = ''] = few;
  const [urn] = (await client.get(`contacts.json?uuid=${writes}`)).results[0].urns;
  await client.post('events.json', { type: 'msg_received', urn, text: 'I am here' });
  await client.post(`policy_contacts.json?contact=${held}`, { hold: true, reason: 'On leave' });
  await setFaults({ hold: null });
  await service.idle();
  const skipped = { held: 1, not_due: 1 };
  expect(await jobsOf('archive')).toMatchObject([{ ...all, changed: MANY + FEW - 2, skipped }]);
  const status = async (one: string) => (await client.get(`contacts.json?uuid=${one}`)).results[0].status;
  expect(await Promise.all([writes, held, few[2] ?? ''].map(status))).toEqual(['active', 'active', 'archived']);
});

it('says why its brake stopped a stage, by what its function may read', async () => {
  const { client: other } = await openProgramme(service);
  await createPeople(other, 3);
  const stages = [{ do: 'tell', days: 90 }];
  const body = { name: 'Braked', stages, hour: 0, brake_contacts: 1 };
  const { uuid } = await other.post('policies.json', body);
  await other.post(`policies.json?uuid=${uuid}`, { state: 'on' });
  await night(200);
  await service.idle();
  const reasons = ['first_night'];
  const { results } = await other.get(`policies.json?uuid=${uuid}`);
  expect(results[0].waiting).toMatchObject([{ status: 'awaiting_approval', contacts: 3, most: 0, reasons }]);
});

/** What protects people less than before: its typed count, a second person, and a night more. */
import { expect, it } from 'vitest';
import { hourly } from '../../functions/lifecycle/lifecycle.ts';
import { createToken } from '../../shared/data/workspace/index.ts';
import { type Client, createPeople, prepare } from '../support/api/client.ts';
import { later } from '../support/in-process/run-watchdog.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

const STAGES = [
  { do: 'add_to_group', group: 'Customers', days: 90 },
  { do: 'archive', after: 30 },
];
const LOOSER = {
  stages: [
    { do: 'add_to_group', group: 'Customers', days: 10, key: 'add_to_group' },
    { do: 'archive', after: 1, key: 'archive' },
  ],
  brake_share: null,
  brake_contacts: null,
  brake_month_share: null,
};

/** A policy that is on, and so many people who have been quiet for twenty days. */
async function open(people: number, settings: object = {}) {
  const client = await stage().open();
  await prepare(client);
  await client.post('groups.json', { name: 'Customers' });
  for (const uuid of await createPeople(client, people))
    await client.post(`contacts.json?uuid=${uuid}`, { created_on: daysAgo(400), last_seen_on: daysAgo(20) });
  const { uuid } = await client.post('policies.json', { name: 'Quiet', hour: 0, stages: STAGES });
  await client.post(`policies.json?uuid=${uuid}`, { state: 'on' });
  await client.post('settings.json', settings);
  return { client, change: `policies.json?uuid=${uuid}`, previews: `policy_previews.json?uuid=${uuid}` };
}

async function night(day: number) {
  const runtime = later(stage(), day * 24 * 60);
  await hourly(runtime);
  await stage().service.settle(runtime);
}

const archived = async (client: Client) => (await client.get('counts.json')).folders.archived;
const toldOf = async (client: Client) => (await client.get('groups.json?name=Customers')).results[0].count;

it('is refused without the number that the preview says, and acts from the night after next', async () => {
  const { client, change, previews } = await open(4);
  const { loosens, count } = await client.post(previews, LOOSER);
  expect(loosens).toEqual(['brake_share', 'brake_contacts', 'brake_month_share', 'stages']);
  expect(count).toBe(4);
  for (const wrong of [{}, { count: 3 }]) {
    const { status, body } = await client.ask('POST', change, { ...LOOSER, ...wrong });
    expect([status, body.count[0]]).toEqual([400, expect.stringContaining('"count": 4')]);
  }
  const saved = await client.post(change, { ...LOOSER, count });
  expect(saved).toMatchObject({ version: 2, proposed: null, brake_share: null });
  // The hour of today is over: the next night is that of tomorrow.
  const { timezone } = await client.get('settings.json');
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(Date.now());
  expect(Date.parse(saved.acts_from) - Date.parse(today)).toBe(2 * 86_400_000);
  await night(1);
  expect(await toldOf(client)).toBe(0);
  await night(2);
  expect(await toldOf(client)).toBe(4);
  await night(3);
  expect(await archived(client)).toBe(4);
});

it('is refused when it is saved while the policy is off, and switched on afterwards', async () => {
  const { client, change, previews } = await open(3);
  await client.post(change, { state: 'off' });
  expect(await client.post(change, LOOSER)).toMatchObject({ version: 2, state: 'off' });
  expect((await client.ask('POST', change, { state: 'on' })).body).toHaveProperty('count');
  const { count } = await client.post(previews, {});
  expect(await client.post(change, { state: 'on', count })).toMatchObject({ state: 'on', version: 2 });
  // With the former rules nothing is loosened, whatever it has been meanwhile.
  expect(await client.post(change, { stages: STAGES, brake_share: 1 })).toMatchObject({ version: 3 });
});

it('waits for another administrator above the limit, who has to ask for the same', async () => {
  const { client, change } = await open(3, { approve_above: 2 });
  const { uuid: workspace } = await client.get('workspace.json');
  const { data, now } = stage().service.runtime;
  const token = await createToken(data, workspace, { role: 'administrator', name: 'Ben', now: now() });
  const ben = stage().as(token.secret);
  const asked = { ...LOOSER, count: 3 };
  for (const who of [client, client])
    expect(await who.post(change, asked)).toMatchObject({
      version: 1,
      brake_share: 5,
      proposed: { brake_share: null },
    });
  expect(await ben.post(change, { ...asked, brake_share: 50 })).toMatchObject({
    version: 1,
    proposed: { brake_share: 50 },
  });
  expect(await client.post(change, { ...asked, brake_share: 50 })).toMatchObject({ version: 2, proposed: null });
  const [, log] = (await client.get('audit_log.json?kind=policy')).results;
  expect(log.details).toMatchObject({ waits: true, loosens: expect.arrayContaining(['brake_share']) });
});

it('asks nothing of a change that protects people as much, or more', async () => {
  const { client, change } = await open(3);
  const stages = [STAGES[0], { do: 'archive', after: 40 }];
  expect(await client.post(change, { stages, brake_share: 4, wait_days: 40 })).toMatchObject({
    version: 2,
    acts_from: null,
  });
  expect(await client.post(change, { query: 'name = "Ann"', hour: 5 })).toMatchObject({ version: 3 });
  expect((await client.ask('POST', change, { wait_days: 39 })).status).toBe(400);
});

/** A step that tells other programs while none is connected: it waits, and nobody is archived without a notice. */
import { expect, it } from 'vitest';
import { hourly } from '../../functions/lifecycle/lifecycle.ts';
import { createPeople, prepare } from '../support/api/client.ts';
import { later } from '../support/in-process/run-watchdog.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
const FREE = { hour: 0, brake_share: null, brake_contacts: null, brake_month_share: null };
const TELL = { do: 'tell', days: 90 };
const ARCHIVE = { do: 'archive', after: 1 };

async function open(...stages: readonly object[]) {
  const client = await stage().open();
  await prepare(client);
  await client.post('groups.json', { name: 'Customers' });
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  for (const uuid of await createPeople(client, 3))
    await client.post(`contacts.json?uuid=${uuid}`, { created_on: ago(400), last_seen_on: ago(200) });
  const { uuid } = await client.post('policies.json', { ...FREE, name: 'Quiet', stages });
  await client.post(`policies.json?uuid=${uuid}`, { state: 'on' });
  const archived = async () => (await client.get('counts.json')).folders.archived;
  const policy = async () => (await client.get(`policies.json?uuid=${uuid}`)).results[0];
  return { client, uuid, archived, policy };
}

async function night(day: number) {
  const runtime = later(stage(), day * 24 * 60);
  await hourly(runtime);
  await stage().service.settle(runtime);
}

it('waits and says so, and tells everybody before it archives them once something is connected', async () => {
  const { client, uuid, archived, policy } = await open(TELL, ARCHIVE);
  expect(await client.post(`policy_previews.json?uuid=${uuid}`, {})).toMatchObject({
    untold: true,
    stages: [{ at_once: 0, later: 3 }, { at_once: 0 }],
  });
  expect(await client.post('policy_simulations.json', { stages: [TELL, ARCHIVE] })).toMatchObject({ untold: true });
  for (const day of [1, 2, 3]) await night(day);
  expect(await archived()).toBe(0);
  expect(await policy()).toMatchObject({
    untold: true,
    nights: [{ stages: [{ stage: 'tell', waits: true }] }, {}, {}],
  });
  const webhook = { url: 'https://93.184.216.34/hook', events: ['contact.changed'] };
  await client.post('webhooks.json', webhook);
  expect(await policy()).toMatchObject({ untold: false });
  await night(4);
  expect(await archived()).toBe(0);
  expect((await policy()).nights[0]).toMatchObject({ stages: [{ stage: 'tell', waits: false }] });
  await night(5);
  expect(await archived()).toBe(3);
});

it('does not wait where nothing harms after it, or where another step gives the notice', async () => {
  const alone = await open(TELL);
  expect(await alone.policy()).toMatchObject({ untold: false });
  const group = { do: 'add_to_group', group: 'Customers', after: 1 };
  const both = await open(TELL, group, ARCHIVE);
  expect(await both.policy()).toMatchObject({ untold: false });
  for (const day of [1, 2, 3]) await night(day);
  expect(await both.archived()).toBe(3);
});

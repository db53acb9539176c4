/** A policy over HTTP: made, tried in shadow, switched on, and seen in history and with the person. */
import { expect, it } from 'vitest';
import { hourly } from '../../functions/lifecycle/lifecycle.ts';
import { type Client, createPeople, phone, prepare, setStatus } from '../support/api/client.ts';
import { flowWith } from '../support/api/flows.ts';
import { later } from '../support/in-process/run-watchdog.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** The hourly run of a later day, with all of its work. */
async function night(day: number) {
  const runtime = later(stage(), day * 24 * 60);
  await hourly(runtime);
  await stage().service.settle(runtime);
}

async function openWith(people: number, days: number): Promise<[Client, ...string[]]> {
  const client = await stage().open();
  await prepare(client);
  await client.post('settings.json', { events: ['contact.changed'] });
  const uuids = await createPeople(client, people);
  for (const uuid of uuids) {
    await client.post(`contacts.json?uuid=${uuid}`, { created_on: daysAgo(days + 1) });
    await client.post(`contacts.json?uuid=${uuid}`, { last_seen_on: daysAgo(days) });
  }
  await stage().settle();
  return [client, ...uuids];
}

const OVERDUE = ['overdue', 'later', 'later'].map((first_night) => ({ contacts: 0, first_night }));
const BASE = { hour: 0, brake_share: null, brake_month_share: null };

it('is recorded in shadow, then flags, tells and archives; history and the person name policy, version and stage', async () => {
  const [client, ann = ''] = await openWith(1, 200);
  const made = await client.post('policies.json', {
    ...{ ...BASE, name: 'Quiet people' },
    stages: [
      { do: 'flag', days: 90 },
      { do: 'tell', after: 1 },
      { do: 'archive', after: 1 },
    ],
  });
  expect(made).toMatchObject({
    state: 'shadow',
    version: 1,
    stages: [{ key: 'flag' }, { key: 'tell' }, { key: 'archive' }],
  });
  expect(await client.post('policy_previews.json', { stages: [{ do: 'tell', days: 90 }] })).toMatchObject({
    ...{ candidates: 1, looked_at: 1, leave: 0 },
    stages: [{ stage: 'tell', at_once: 1, later: 0, sample: [ann] }],
  });
  await night(1);
  const shadow = (await client.get(`policies.json?uuid=${made.uuid}`)).results[0];
  expect(shadow).toMatchObject({
    nights: [{ state: 'shadow', version: 1, stages: OVERDUE }],
    versions: [{ version: 1 }],
    waiting: [],
  });
  expect(await client.get(`policy_contacts.json?contact=${ann}`)).toMatchObject({ last: null, policy: null });
  expect(await client.post(`policies.json?uuid=${made.uuid}`, { state: 'on' })).toMatchObject({ state: 'on' });
  for (const day of [2, 3, 4]) await night(day);
  const { results } = await client.get(`contacts.json?uuid=${ann}`);
  expect(results).toMatchObject([{ status: 'archived' }]);
  expect(await client.get(`policy_contacts.json?contact=${ann}`)).toMatchObject({
    last: { policy: made.uuid, name: 'Quiet people', version: 1, stage: 'archive', stands: true },
    next: null,
  });
  const history = JSON.stringify(await client.get(`history.json?contact=${ann}`));
  for (const key of ['flag', 'tell', 'archive']) expect(history).toContain(`"stage":"${key}"`);
  const jobs = (await client.get('jobs.json')).results.filter((job: { policy?: object }) => job.policy);
  expect(jobs).toMatchObject(
    ['archive', 'tell', 'flag'].map((key) => ({ status: 'completed', policy: { name: 'Quiet people', stage: key } })),
  );
});

it('sends nobody through a flow who opted out or is held, and becomes another version by other rules', async () => {
  const [client, ann = '', bea = '', cat = ''] = await openWith(3, 200);
  const flow = flowWith('Win back', 1, [{ type: 'set_contact_language', language: 'kin' }]);
  await client.post('flows.json', flow);
  await setStatus(client, 'stopped', bea);
  await client.post(`policy_contacts.json?contact=${cat}`, { hold: true, reason: 'On leave' });
  const stages = [{ do: 'start_flow', days: 90, flow: flow.uuid }];
  const { uuid } = await client.post('policies.json', { ...BASE, name: 'Last question', stages });
  await client.post(`policies.json?uuid=${uuid}`, { state: 'on' });
  expect(await client.get(`policy_contacts.json?contact=${ann}`)).toMatchObject({ next: { stage: 'start_flow' } });
  await night(1);
  const languages = await Promise.all(
    [ann, bea, cat].map(async (one) => (await client.get(`contacts.json?uuid=${one}`)).results[0].language),
  );
  expect(languages).toEqual(['kin', null, null]);
  const changed = await client.post(`policies.json?uuid=${uuid}`, { stages: [{ ...stages[0], days: 120 }] });
  expect(changed).toMatchObject({ version: 2, state: 'on', stages: [{ days: 120 }] });
  const { results } = await client.get(`policies.json?uuid=${uuid}`);
  expect(results[0].versions).toMatchObject([{ version: 2 }, { version: 1, stages: [{ days: 90 }] }]);
  expect((await client.get('policies.json')).results[0]).toMatchObject({ builtin: true, stages: [{ do: 'flag' }] });
});

it('stops sending until a sign of life', async () => {
  const [client, ann = ''] = await openWith(1, 200);
  const stages = [
    { do: 'tell', days: 90 },
    { do: 'stop_sending', after: 1 },
  ];
  const { uuid } = await client.post('policies.json', { ...BASE, name: 'Pause', stages });
  await client.post(`policies.json?uuid=${uuid}`, { state: 'on' });
  for (const day of [1, 2]) await night(day);
  const [urn] = (await client.get(`contacts.json?uuid=${ann}`)).results[0].urns;
  const outcome = async () => (await client.post('sendable.json', { urns: [urn] })).results[0].outcome;
  expect(await outcome()).toBe('quiet');
  expect(phone(1)).toContain('tel:');
});

it('is changed by one of two administrators who read the same: the other one gets 409', async () => {
  const client = await stage().open();
  const stages = [{ do: 'tell', days: 90 }];
  const read = await client.post('policies.json', { ...BASE, name: 'Quiet', stages });
  expect(read.revision).toBe(1);
  const change = `policies.json?uuid=${read.uuid}`;
  const refused = [409, 'The policy was changed by somebody else. Read it again.'];
  const second = async (body: object) => {
    const answer = await client.ask('POST', change, { revision: read.revision, ...body });
    return [answer.status, answer.body.detail];
  };
  // A new state and a new name count too: the other person's rules would begin at once.
  expect(await client.post(change, { revision: 1, state: 'on' })).toMatchObject({ state: 'on', revision: 2 });
  expect(await second({ stages: [{ do: 'archive', days: 90 }] })).toEqual(refused);
  expect(await second({ name: 'Mine' })).toEqual(refused);
  expect(await client.post(change, { revision: 2, stages: [{ do: 'tell', days: 60 }] })).toMatchObject({ version: 2 });
  expect(await second({ state: 'off' })).toEqual(refused);
  // Without it, as before: the last one wins.
  expect(await client.post(change, { name: 'Last' })).toMatchObject({ name: 'Last', state: 'on', revision: 4 });
});

it('says why its brake stopped a stage: in the job, in the policy, and on the bus', async () => {
  const [client] = await openWith(3, 200);
  await client.post('settings.json', { events: ['job.awaiting_approval'] });
  const stages = [{ do: 'tell', days: 90 }];
  const { uuid } = await client.post('policies.json', { ...BASE, name: 'Quiet', stages, brake_contacts: 1 });
  await client.post(`policies.json?uuid=${uuid}`, { state: 'on' });
  await night(1);
  const [job] = (await client.get('jobs.json')).results.filter((one: { policy?: object }) => one.policy);
  const reasons = ['first_night'];
  expect(job).toMatchObject({ total: 3, status: 'awaiting_approval', approval: { kind: 'brake', reasons } });
  const shown = ['begun_by', 'made_by', 'most', 'name', 'stage', 'uuid', 'version'];
  expect(Object.keys(job.policy).sort()).toEqual(shown);
  const [policy] = (await client.get(`policies.json?uuid=${uuid}`)).results;
  expect(policy.waiting).toEqual([
    { stage: 'tell', job: job.uuid, status: 'awaiting_approval', contacts: 3, most: 1, reasons },
  ]);
  const { uuid: workspace } = await client.get('workspace.json');
  const told = stage()
    .service.told(workspace)
    .flatMap(({ events }) => events);
  const brake = { policy: uuid, stage: 'tell', most: 1, reasons };
  expect(told).toMatchObject([{ type: 'job.awaiting_approval', job: { uuid: job.uuid, total: 3, brake } }]);
});

it('approves no job of a policy that is off, and says so; once it is on again the job takes them', async () => {
  const [client] = await openWith(3, 200);
  const stages = [{ do: 'tell', days: 90 }];
  const { uuid } = await client.post('policies.json', { ...BASE, name: 'Quiet', stages, brake_contacts: 1 });
  const state = (wanted: string) => client.post(`policies.json?uuid=${uuid}`, { state: wanted });
  await state('on');
  await night(1);
  const [job] = (await client.get('jobs.json')).results.filter((one: { policy?: object }) => one.policy);
  const approve = () => client.ask('POST', `jobs.json?uuid=${job.uuid}`, { action: 'approve', count: 3 });
  const over =
    'The policy "Quiet" is no longer on, or its rules have changed, so this job would take nobody. Decline it.';
  for (const other of ['off', 'shadow']) {
    await state(other);
    expect(await approve()).toMatchObject({ status: 400, body: { detail: over } });
  }
  await state('on');
  expect((await approve()).status).toBe(200);
  await state('off');
  await stage().settle();
  const [ended] = (await client.get(`jobs.json?uuid=${job.uuid}`)).results;
  expect(ended).toMatchObject({ status: 'completed', total: 3, changed: 0, skipped: { policy_over: 3 } });
});

it('keeps each group that it names from being deleted while it works, and does not begin once one is gone', async () => {
  const [client] = await openWith(1, 200);
  const groups: Record<string, string> = {};
  for (const name of ['For', 'Not', 'Control', 'Into'])
    groups[name] = (await client.post('groups.json', { name })).uuid;
  const { For, Not, Control, Into } = groups;
  const policy = await client.post('policies.json', {
    ...{
      ...BASE,
      name: 'Quiet',
      groups: [For],
      exclude_groups: [Not],
      control_group: Control,
    },
    stages: [{ do: 'add_to_group', days: 90, group: Into }],
  });
  const change = (body: object) => client.ask('POST', `policies.json?uuid=${policy.uuid}`, body);
  const remove = (one: string | undefined) => client.ask('DELETE', `groups.json?uuid=${one}`);
  const used = { status: 409, body: { detail: 'The group is used by Quiet. Remove it there first.' } };
  for (const state of ['shadow', 'on']) {
    expect((await change({ state })).status).toBe(200);
    for (const one of [For, Not, Control, Into]) expect(await remove(one)).toMatchObject(used);
  }
  expect((await change({ state: 'off' })).status).toBe(200);
  expect((await remove(For)).status).toBe(204);
  const gone = 'A group of the policy was deleted, or its search cannot be read any more.';
  for (const state of ['shadow', 'on']) expect(JSON.stringify(await change({ state }))).toContain(gone);
  const { uuid } = await client.post('groups.json', { name: 'Others' });
  expect((await change({ state: 'on', groups: [uuid] })).status).toBe(200);
  expect((await remove(Not)).status).toBe(409);
});

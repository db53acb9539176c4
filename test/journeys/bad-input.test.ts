import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everybody, exactCounts } from '../support/api/census.ts';
import {
  type Client,
  contactOf,
  createPeople,
  jobOf,
  openClient,
  phone,
  prepare,
  setStatus,
} from '../support/api/client.ts';
import { ARCHIVING_FLOW, flowWith } from '../support/api/flows.ts';
import { type Service, startService } from '../support/service.ts';

/** Nothing has this uuid. */
const NOBODY = '00000000-0000-4000-8000-000000000000';
const MANY = Array.from({ length: 101 }, () => randomUUID());

let service: Service;
let client: Client;
/** Uuids of what there is. */
let active: string;
let archived: string;
let blocked: string;
let group: string;
let nobodysGroup: string;

beforeAll(async () => {
  service = await startService();
  client = openClient(service);
  await prepare(client);
  await client.post('flows.json', ARCHIVING_FLOW);
  await client.post('fields.json', { name: 'Age', type: 'number' });
  group = (await client.post('groups.json', { name: 'Clinic' })).uuid;
  nobodysGroup = (await client.post('groups.json', { name: 'Nobody' })).uuid;
  [active = '', archived = '', blocked = ''] = await createPeople(client, 3, { groups: [group] });
  await setStatus(client, 'archived', archived);
  await setStatus(client, 'blocked', blocked);
  await service.idle();
});

afterAll(() => service?.stop());

/** Does something that must leave every contact and every count as they were. */
async function changingNobody<Result>(work: () => Promise<Result>): Promise<Result> {
  const before = await everybody(client);
  const result = await work();
  await service.idle();
  expect(await everybody(client)).toEqual(before);
  await exactCounts(client);
  return result;
}

interface Refusal {
  readonly why: string;
  readonly path: string;
  readonly body: () => unknown;
  readonly method?: 'POST' | 'DELETE';
  readonly status?: number;
  readonly answer: () => unknown;
}

/** A test for each: the answer, and that nobody was changed by it. */
const areRefused = (refusals: readonly Refusal[]) =>
  it.each(refusals)('$why', async ({ path, body, method = 'POST', status = 400, answer }) => {
    const given = await changingNobody(() => client.ask(method, path, body()));
    expect({ status: given.status, body: given.body }).toEqual({ status, body: answer() });
  });

const refusal = (why: string, path: string, body: () => unknown, answer: () => unknown): Refusal => ({
  why,
  path,
  body,
  answer,
});

const ENDPOINTS = [
  'contacts',
  'contact_actions',
  'groups',
  'fields',
  'flows',
  'flow_starts',
  'jobs',
  'events',
  'settings',
  'tokens',
];

describe.each(ENDPOINTS)('%s.json', (name) => {
  it.each(['{"name": "Ann"', '{name: 1}', 'Ann'])('refuses malformed JSON: %s', async (text) => {
    const { status, body } = await changingNobody(() => client.ask('POST', `${name}.json`, text));
    expect({ status, body }).toEqual({
      status: 400,
      body: { detail: expect.stringMatching(/^JSON parse error - /) },
    });
  });

  it.each(['[]', '"Ann"', '7'])('refuses what is not an object: %s', async (text) => {
    const { status, body } = await changingNobody(() => client.ask('POST', `${name}.json`, text));
    const non_field_errors = ['Request body should be a single JSON object'];
    expect({ status, body }).toEqual({ status: 400, body: { non_field_errors } });
  });
});

describe('Wrong types', () => {
  areRefused([
    refusal(
      'a contact: every field that is wrong is reported',
      'contacts.json',
      () => ({ name: true, language: 7, urns: 'tel:1', groups: 'Clinic', fields: [] }),
      () => ({
        name: ['Not a valid string.'],
        language: ['Ensure this field has at least 3 characters.'],
        urns: ['Expected a list of items but got type "str".'],
        groups: ['Expected a list of items but got type "str".'],
        fields: [expect.stringContaining('Expected a dictionary of items')],
      }),
    ),
    refusal(
      'an action on something that is not a list',
      'contact_actions.json',
      () => ({ action: 'block', contacts: active }),
      () => ({ contacts: ['Expected a list of items but got type "str".'] }),
    ),
    refusal(
      'a group whose name is an object',
      'groups.json',
      () => ({ name: {} }),
      () => ({ name: ['Not a valid string.'] }),
    ),
    refusal(
      'a field of a type that does not exist',
      'fields.json',
      () => ({ name: 'Film', type: 'video' }),
      () => ({ type: ['"video" is not a valid choice.'] }),
    ),
    refusal(
      'a start whose parameters are a list',
      'flow_starts.json',
      () => ({ flow: ARCHIVING_FLOW.uuid, groups: [group], params: [1] }),
      () => ({ params: ['Must be a valid JSON object'] }),
    ),
    refusal(
      'a job for a folder that does not exist',
      'jobs.json',
      () => ({ type: 'set_status', status: 'archived', selection: { folder: 'attic' } }),
      () => ({ selection: { folder: ['"attic" is not a valid choice.'] } }),
    ),
    refusal(
      'an event of a type that does not exist, at a time that is none',
      'events.json',
      () => ({ type: 'smoke', urn: phone(0), occurred_on: 'yesterday' }),
      () => ({
        type: ['"smoke" is not a valid choice.'],
        occurred_on: ['Not a valid ISO-8601 time, such as 2026-11-24T08:30:00Z.'],
      }),
    ),
    refusal(
      'an event of a URN that is none',
      'events.json',
      () => ({ type: 'msg_received', urn: 'pigeon:12', text: 'Coo' }),
      () => ({ urn: [expect.stringContaining('Invalid URN: pigeon:12')] }),
    ),
    refusal(
      'days of dormancy that are not a number',
      'settings.json',
      () => ({ dormancy_days: 'ninety' }),
      () => ({ dormancy_days: ['A valid integer is required.'] }),
    ),
    refusal(
      'a token of a role that does not exist',
      'tokens.json',
      () => ({ role: 'king', name: 'Ann' }),
      () => ({ role: ['"king" is not a valid choice.'] }),
    ),
  ]);
});

describe('A status that does not exist', () => {
  areRefused([
    refusal(
      'by an action',
      'contact_actions.json',
      () => ({ action: 'set_status', status: 'asleep', contacts: [active] }),
      () => ({ status: ['"asleep" is not a valid choice.'] }),
    ),
    refusal(
      'by a job',
      'jobs.json',
      () => ({ type: 'set_status', status: 'asleep', selection: { groups: [group] } }),
      () => ({ status: ['"asleep" is not a valid choice.'] }),
    ),
    refusal(
      'by a flow',
      'flows.json',
      () => flowWith('Asleep', 5_000, [{ type: 'set_contact_status', status: 'asleep' }]),
      () => ({
        non_field_errors: [expect.stringContaining("'status' is not a valid")],
        problems: [expect.objectContaining({ type: 'set_contact_status' })],
      }),
    ),
  ]);
});

describe('More than a request may hold', () => {
  const tooMany = ['Ensure this field has no more than 100 elements.'];
  areRefused([
    refusal(
      '101 contacts of an action',
      'contact_actions.json',
      () => ({ action: 'block', contacts: MANY }),
      () => ({ contacts: tooMany }),
    ),
    refusal(
      '101 contacts of a start',
      'flow_starts.json',
      () => ({ flow: ARCHIVING_FLOW.uuid, contacts: MANY }),
      () => ({ contacts: tooMany }),
    ),
    refusal(
      '101 URNs of a start',
      'flow_starts.json',
      () => ({ flow: ARCHIVING_FLOW.uuid, urns: MANY.map((_, index) => phone(9_000 + index)) }),
      () => ({ urns: tooMany }),
    ),
    refusal(
      '101 contacts of a job',
      'jobs.json',
      () => ({ type: 'set_status', status: 'archived', selection: { contacts: MANY } }),
      () => ({ selection: { contacts: tooMany } }),
    ),
    {
      why: 'a body of more than 10 MB',
      path: 'contacts.json',
      body: () => JSON.stringify({ name: 'a'.repeat(10 * 1024 * 1024) }),
      status: 413,
      answer: () => ({ message: 'Request Entity Too Large' }),
    },
  ]);
});

describe('Uuids that nothing has', () => {
  const missing = { status: 404, answer: () => ({ detail: 'Not found.' }) };
  const none = () => ({});
  const noSuchObject = [`No such object: ${NOBODY}`];
  areRefused([
    { why: 'update of a contact', path: `contacts.json?uuid=${NOBODY}`, body: () => ({ name: 'Ann' }), ...missing },
    { why: 'deletion of a contact', method: 'DELETE', path: `contacts.json?uuid=${NOBODY}`, body: none, ...missing },
    { why: 'renaming of a group', path: `groups.json?uuid=${NOBODY}`, body: () => ({ name: 'A' }), ...missing },
    { why: 'deletion of a group', method: 'DELETE', path: `groups.json?uuid=${NOBODY}`, body: none, ...missing },
    { why: 'deletion of a flow', method: 'DELETE', path: `flows.json?uuid=${NOBODY}`, body: none, ...missing },
    { why: 'deletion of a token', method: 'DELETE', path: `tokens.json?uuid=${NOBODY}`, body: none, ...missing },
    { why: 'a step of a job', path: `jobs.json?uuid=${NOBODY}`, body: () => ({ action: 'pause' }), ...missing },
    {
      why: 'what is not a uuid',
      path: 'contacts.json?uuid=ann',
      body: none,
      answer: () => ({ detail: "Param 'uuid': ann is not a valid UUID." }),
    },
    refusal(
      'an action, which is refused whole',
      'contact_actions.json',
      () => ({ action: 'block', contacts: [active, NOBODY] }),
      () => ({ contacts: noSuchObject }),
    ),
    refusal(
      'an action with a group',
      'contact_actions.json',
      () => ({ action: 'add', contacts: [active], group: NOBODY }),
      () => ({ group: noSuchObject }),
    ),
    refusal(
      'a start of a flow',
      'flow_starts.json',
      () => ({ flow: NOBODY, groups: [NOBODY], contacts: [NOBODY] }),
      () => ({ flow: noSuchObject, groups: noSuchObject, contacts: noSuchObject }),
    ),
    refusal(
      'a job',
      'jobs.json',
      () => ({ type: 'set_status', status: 'archived', selection: { groups: [NOBODY] } }),
      () => ({ selection: noSuchObject }),
    ),
  ]);
});

describe('A flow that cannot run here', () => {
  it('is refused with the list of its nodes, and cannot be started', async () => {
    const flow = flowWith('Ask them', 6_000, [
      { type: 'send_msg', text: 'Hello', attachments: [], quick_replies: [] },
      { type: 'set_contact_status', status: 'archived' },
    ]);
    const [node] = flow.nodes;
    const refused = await changingNobody(() => client.ask('POST', 'flows.json', flow));
    expect(refused.status).toBe(400);
    expect(refused.body.problems).toEqual([
      { node: node?.uuid, action: node?.actions[0]?.uuid, type: 'send_msg', why: expect.any(String) },
    ]);
    expect(refused.body.non_field_errors).toEqual([expect.stringContaining(`node ${node?.uuid}`)]);
    const start = await changingNobody(() =>
      client.ask('POST', 'flow_starts.json', { flow: flow.uuid, groups: [group] }),
    );
    expect(start).toMatchObject({ status: 400, body: { flow: [`No such object: ${flow.uuid}`] } });
  });
});

describe('A start', () => {
  it('of an empty group completes at once with total 0', async () => {
    const { uuid } = await changingNobody(() =>
      client.post('flow_starts.json', { flow: ARCHIVING_FLOW.uuid, groups: [nobodysGroup] }),
    );
    const [start] = (await client.get(`flow_starts.json?uuid=${uuid}`)).results;
    expect(start).toMatchObject({ status: 'completed', progress: { total: 0, started: 0 } });
    expect(await jobOf(client, uuid)).toMatchObject({ total: 0, slices: { total: 0, done: 0 }, failed: {} });
  });

  areRefused([
    refusal(
      'of nobody is refused',
      'flow_starts.json',
      () => ({ flow: ARCHIVING_FLOW.uuid }),
      () => ({ non_field_errors: ['Must specify at least one group, contact or URN'] }),
    ),
    refusal(
      'of nothing is refused',
      'flow_starts.json',
      () => ({ groups: [group] }),
      () => ({ flow: ['This field is required.'] }),
    ),
  ]);
});

describe('A deletion', () => {
  const onlyArchived = 'Only archived contacts can be deleted. Archive them first, then delete the folder "archived".';
  areRefused([
    {
      why: 'of an active contact is refused',
      method: 'DELETE',
      path: `contacts.json?urn=${encodeURIComponent(phone(0))}`,
      body: () => undefined,
      answer: () => ({ detail: 'Only archived contacts can be deleted, and this one is active. Archive it first.' }),
    },
    refusal(
      'of an archived and a blocked contact deletes neither',
      'contact_actions.json',
      () => ({ action: 'delete', contacts: [archived, blocked] }),
      () => ({ contacts: [`Only archived contacts can be deleted: ${blocked}`] }),
    ),
    refusal(
      'of the active folder is refused',
      'jobs.json',
      () => ({ type: 'delete', selection: { folder: 'active' }, preview: true }),
      () => ({ selection: [onlyArchived] }),
    ),
    refusal(
      'without a preview is refused',
      'jobs.json',
      () => ({ type: 'delete', selection: { folder: 'archived' } }),
      () => ({
        preview: ['A deletion must be previewed first: send "preview": true, then run it with its token and count.'],
      }),
    ),
  ]);

  it('of contacts by name skips those that are not archived', async () => {
    const job = await changingNobody(async () => {
      const selection = { contacts: [active, blocked] };
      const { uuid } = await client.post('jobs.json', { type: 'delete', selection, preview: true });
      await service.idle();
      const { token, total } = await jobOf(client, uuid);
      await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count: total });
      await service.idle();
      return jobOf(client, uuid);
    });
    expect(job).toMatchObject({
      status: 'completed',
      total: 2,
      changed: 0,
      skipped: { not_archived: 2 },
    });
  });

  it('runs with its token and count only, and once only', async () => {
    const { uuid } = await client.post('jobs.json', {
      type: 'delete',
      selection: { folder: 'archived' },
      preview: true,
    });
    await service.idle();
    const address = `jobs.json?uuid=${uuid}`;
    const { token } = await jobOf(client, uuid);
    const run = (given: object) => client.ask('POST', address, { action: 'run', ...given });
    await changingNobody(async () => {
      expect(await run({ count: 1 })).toMatchObject({ status: 400, body: { token: ['This field is required.'] } });
      const wrongToken = { token: ['The token is not the one that the preview answered.'] };
      expect(await run({ token: `${token}x`, count: 1 })).toMatchObject({ status: 400, body: wrongToken });
      for (const count of [undefined, 0, 2])
        expect(await run({ token, count })).toMatchObject({ status: 400, body: { count: [expect.any(String)] } });
      expect(await jobOf(client, uuid)).toMatchObject({ status: 'ready', total: 1, slices: { done: 0 } });
    });
    const { folders } = await exactCounts(client);

    expect((await run({ token, count: 1 })).status).toBe(200);
    const again = { detail: 'Only a previewed job that is ready can be run.' };
    expect(await run({ token, count: 1 })).toMatchObject({ status: 400, body: again });
    await service.idle();
    expect(await jobOf(client, uuid)).toMatchObject({ status: 'completed', total: 1, changed: 1, skipped: {} });
    expect((await exactCounts(client)).folders).toEqual({ ...folders, archived: 0, deleted: 1 });
    await changingNobody(async () => {
      expect(await run({ token, count: 1 })).toMatchObject({ status: 400, body: again });
      for (const action of ['pause', 'resume', 'interrupt'])
        expect((await client.ask('POST', address, { action })).status).toBe(400);
    });
    expect(await contactOf(client, archived)).toBeUndefined();
    const modified = await client.ask('POST', `contacts.json?uuid=${archived}`, { name: 'Back' });
    expect(modified.body).toEqual({ non_field_errors: ["Deleted contacts can't be modified."] });
  });
});

describe('An event', () => {
  it('with the external id of an earlier one is not counted again', async () => {
    const event = { type: 'msg_received', urn: phone(0), text: 'Muraho', external_id: 'wamid.1' };
    const first = await client.ask('POST', 'events.json', event);
    expect(first).toMatchObject({ status: 201, body: { outcome: 'handled' } });
    await service.idle();
    const again = await changingNobody(() => client.ask('POST', 'events.json', { ...event, text: 'Again' }));
    expect(again).toMatchObject({ status: 200, body: { outcome: 'duplicate' } });
    const texts = (await client.all(`messages.json?contact=${active}`)).map(({ text }) => text);
    expect(texts).toEqual(['Muraho']);
  });
});

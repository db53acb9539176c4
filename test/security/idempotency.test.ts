import { createHash } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../support/api/client.ts';
import { flowWith } from '../support/api/flows.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

const FLOW = flowWith('Archive', 1_000, [{ type: 'set_contact_status', status: 'archived' }]);
const NUMBER = '250788383383';
const GONE = { status: 404, body: { detail: 'Not found.' } };

let client: Client;
beforeEach(async () => {
  client = await stage().open();
});

/** A request that is repeated under its key: both answers. */
async function twice(method: string, path: string, body: unknown, key: string, between = async () => {}) {
  const send = () => client.ask(method, path, body, { 'idempotency-key': key });
  const first = await send();
  await between();
  return { first, again: await send() };
}

/** What the workspace's keys hold, as text. */
async function keyRows(): Promise<readonly string[]> {
  const { documents, workspaceTable } = stage().service.runtime.data;
  const { uuid } = await client.get('workspace.json');
  const { Items = [] } = await documents.send(new ScanCommand({ TableName: workspaceTable }));
  return Items.filter(({ pk }) => pk === `K#${uuid}`).map((item) => JSON.stringify(item));
}

const replayOf = ({ headers }: { readonly headers: Headers }) => headers.get('idempotent-replay');

async function removeForGood(uuid: string): Promise<void> {
  await client.ask('POST', 'settings.json', { delete_any_status: true });
  expect((await client.ask('DELETE', `contacts.json?uuid=${uuid}`)).status).toBe(204);
}

describe('the rows of idempotency keys', () => {
  it('hold no name, number, field value or text of what was written', async () => {
    const contact = { name: 'Mukamana', urns: [`tel:+${NUMBER}`], language: 'kin' };
    await twice('POST', 'contacts.json', contact, 'contact');
    const event = { type: 'msg_received', urn: `tel:+${NUMBER}`, text: 'Muraho neza' };
    await twice('POST', 'events.json', event, 'event');
    await twice('POST', 'groups.json', { name: 'Abarwayi' }, 'group');
    const refused = await twice('POST', 'contacts.json', { ...contact, name: 'Uwase' }, 'refused');
    expect([refused.first.status, refused.again.status, replayOf(refused.again)]).toEqual([400, 400, null]);
    await twice('POST', 'fields.json', { name: 'Note', type: 'text' }, `for +${NUMBER}`);
    const rows = await keyRows();
    expect(rows).toHaveLength(4);
    for (const said of ['Mukamana', 'Uwase', '788383383', 'Muraho', 'Abarwayi', 'kin'])
      expect(rows.filter((row) => row.includes(said))).toEqual([]);
  });

  it('hold no digest that the table alone lets one guess the request or the key from', async () => {
    const contact = { urns: [`tel:+${NUMBER}`] };
    await twice('POST', 'contacts.json', contact, 'contact');
    const request = `POST /api/v2/contacts.json?\n${JSON.stringify(contact)}`;
    const digests = [request, 'contact'].flatMap((text) =>
      (['hex', 'base64url'] as const).map((form) => createHash('sha256').update(text).digest(form)),
    );
    for (const row of await keyRows()) expect(digests.filter((digest) => row.includes(digest))).toEqual([]);
  });

  it('hold no secret: a token is not made under a key', async () => {
    const { first, again } = await twice('POST', 'tokens.json', { role: 'viewer', name: 'Reader' }, 'token');
    const detail = expect.stringContaining('Idempotency-Key: this request cannot be repeated');
    expect(first).toMatchObject({ status: 400, body: { detail } });
    expect(again).toMatchObject({ status: 400, body: { detail } });
    expect(await keyRows()).toEqual([]);
    expect((await client.get('tokens.json')).results).toHaveLength(1);
  });
});

describe('a repetition', () => {
  it('shows a contact as it is now, and nothing of one that is deleted for good', async () => {
    const contact = { name: 'Mukamana', urns: [`tel:+${NUMBER}`] };
    let uuid = '';
    const { first, again } = await twice('POST', 'contacts.json', contact, 'a', async () => {
      uuid = (await client.get(`contacts.json?urn=tel:%2B${NUMBER}`)).results[0].uuid;
      await client.ask('POST', `contacts.json?uuid=${uuid}`, { name: 'Uwase' });
    });
    expect([first.status, first.body.name]).toEqual([201, 'Mukamana']);
    expect(again).toMatchObject({ status: 201, body: { uuid, name: 'Uwase', urns: contact.urns } });
    expect(again.headers.get('etag')).not.toBe(first.headers.get('etag'));
    await removeForGood(uuid);
    const gone = await client.ask('POST', 'contacts.json', contact, { 'idempotency-key': 'a' });
    expect(gone).toMatchObject(GONE);
    expect(replayOf(gone)).toBe('true');
  });

  it('of an event names no contact that is deleted for good', async () => {
    const event = { type: 'msg_received', urn: `tel:+${NUMBER}`, text: 'Muraho' };
    const { first, again } = await twice('POST', 'events.json', event, 'a');
    expect(again.body).toEqual(first.body);
    await removeForGood(first.body.contact.uuid);
    const gone = await client.ask('POST', 'events.json', event, { 'idempotency-key': 'a' });
    expect(gone).toMatchObject({ status: 201, body: { outcome: 'handled', contact: null, message: null } });
  });

  it.each([
    ['groups.json', { name: 'Abarwayi' }],
    ['groups.json', { name: 'Abagabo', query: 'name ~ "an"' }],
    ['fields.json', { name: 'District', type: 'text' }],
    ['settings.json', { dormancy_days: 30 }],
    ['jobs.json', { type: 'set_status', status: 'archived', selection: { folder: 'dormant' } }],
    ['flows.json', FLOW],
    ['flows.json', { version: '13', site: 'https://textit.com', flows: [FLOW] }],
  ])('of POST %s %j answers alike', async (path, body) => {
    const { first, again } = await twice('POST', path, body, 'a');
    expect(first.status).toBeLessThan(300);
    expect([again.status, again.body, replayOf(again)]).toEqual([first.status, first.body, 'true']);
  });

  it('of a start of a flow that was archived meanwhile and of the flow itself, shows what is now', async () => {
    const { body: group } = await client.ask('POST', 'groups.json', { name: 'Abarwayi' });
    await client.ask('POST', 'flows.json', FLOW, { 'idempotency-key': 'flow' });
    const start = { flow: FLOW.uuid, groups: [group.uuid] };
    const { first, again } = await twice('POST', 'flow_starts.json', start, 'a', async () => {
      await client.ask('DELETE', `flows.json?uuid=${FLOW.uuid}`);
    });
    expect(first.body.flow).toEqual({ uuid: FLOW.uuid, name: 'Archive' });
    expect(again.body).toEqual(first.body);
    const { body: flow } = await client.ask('POST', 'flows.json', FLOW, { 'idempotency-key': 'flow' });
    expect(flow).toMatchObject({ uuid: FLOW.uuid, archived: true });
  });

  it('of a group that is deleted meanwhile is answered with 404, and makes none', async () => {
    const { again } = await twice('POST', 'groups.json', { name: 'Abarwayi' }, 'a', async () => {
      const { results } = await client.get('groups.json?name=Abarwayi');
      await client.ask('DELETE', `groups.json?uuid=${results[0].uuid}`);
    });
    expect(again).toMatchObject(GONE);
    expect((await client.get('groups.json?name=Abarwayi')).results).toEqual([]);
  });

  it('of a deletion is answered as the first time', async () => {
    const { body } = await client.ask('POST', 'groups.json', { name: 'Abarwayi' });
    const { first, again } = await twice('DELETE', `groups.json?uuid=${body.uuid}`, undefined, 'a');
    expect([first.status, again.status, replayOf(again)]).toEqual([204, 204, 'true']);
  });
});

it('a question is asked again under its key, which is not kept', async () => {
  const { first, again } = await twice('POST', 'queries.json', { query: `tel = ${NUMBER}` }, 'a');
  expect([again.status, again.body, replayOf(again)]).toEqual([200, first.body, null]);
  expect(await keyRows()).toEqual([]);
});

it('of ten updates of what was read under one ETag one succeeds, and nothing of the others is stored', async () => {
  const created = await client.ask('POST', 'contacts.json', { name: 'Ann' });
  const path = `contacts.json?uuid=${created.body.uuid}`;
  const headers = { 'if-match': created.headers.get('etag') ?? '' };
  const names = Array.from({ length: 10 }, (_, n) => `Name ${n}`);
  const answers = await Promise.all(names.map((name) => client.ask('POST', path, { name }, headers)));
  const [winner, ...others] = answers.toSorted((a, b) => a.status - b.status);
  expect([winner?.status, ...others.map(({ status }) => status)]).toEqual([200, ...Array(9).fill(412)]);
  const now = await client.ask('GET', path);
  expect(now.body.results[0].name).toBe(winner?.body.name);
  expect(now.headers.get('etag')).toBe(winner?.headers.get('etag'));
});

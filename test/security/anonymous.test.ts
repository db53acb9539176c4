import { beforeAll, describe, expect, it } from 'vitest';
import { EVERY, requestOf, type Sent, type Tried } from '../endpoints/rows/index.ts';
import type { Client } from '../support/api/client.ts';
import { flowWith } from '../support/api/flows.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

/** Line 11 of what was promised: an anonymous workspace leaks no number, and not which contact has one. */

const KNOWN = '+250788383383';
const MISSING = '+250788383384';
const FLOW = flowWith('Archive', 1_000, [{ type: 'set_contact_status', status: 'archived' }]);
const KEYS = { 'x-report-capacity': '1' };

const stage = onInProcessStage();
let client: Client;
let ann: string;

beforeAll(async () => {
  client = await stage().open();
  ann = (await client.post('contacts.json', { name: 'Ann', urns: [`tel:${KNOWN}#ann_m`] })).uuid;
  const { uuid: bob } = await client.post('contacts.json', { name: 'Bob' });
  await client.post(`contacts.json?uuid=${bob}`, { urns: [`tel:${KNOWN}`] });
  await client.post('events.json', { type: 'msg_received', urn: `tel:${KNOWN}`, text: 'Muraho' });
  await client.post('flows.json', FLOW);
  await client.post('flow_starts.json', { flow: FLOW.uuid, query: `tel = "${KNOWN}"`, params: { from: KNOWN } });
  await stage().settle();
  await client.post('contact_actions.json', { contacts: [ann], action: 'set_status', status: 'blocked' });
  await client.post('settings.json', { anon: true });
});

/** What a caller sees of an answer, but for what names the caller's own number, and is new in each answer. */
async function seen(tried: Tried, asked: Sent, number: string) {
  const answer = await client.ask(...requestOf(tried, asked, { number }), KEYS);
  const text = JSON.stringify([answer.status, answer.body, answer.headers.get('x-consumed-capacity')]);
  return { status: answer.status, text: text.replaceAll(number, 'N').replaceAll(number.slice(1), 'N') };
}

describe.each(EVERY)('$method $path', (tried) => {
  const { method, path: endpoint, anonymous } = tried;

  it('answers the same about a number that a contact has and about one that none has', async () => {
    for (const asked of anonymous) {
      const answer = await seen(tried, asked, KNOWN);
      expect(answer.status).toBeLessThan(500);
      expect(answer).toEqual(await seen(tried, asked, MISSING));
      expect(answer.text).not.toContain(ann);
    }
  });

  it.runIf(method === 'GET')('shows no number', async () => {
    for (const path of [
      '',
      `?contact=${ann}`,
      `?uuid=${ann}&expand_urns=true`,
      '?type=all&folder=blocked',
      `?flow=${FLOW.uuid}`,
    ]) {
      const { status, body } = await client.ask('GET', `${endpoint}${path}`);
      expect(status).toBeLessThan(500);
      expect(JSON.stringify(body)).not.toMatch(/788383383|ann_m/);
    }
  });
});

describe('An anonymous workspace', () => {
  it('says on creation that an address is in use, as TextIt does, and not whose it is', async () => {
    const { status, body } = await client.ask('POST', 'contacts.json', { urns: [`tel:${KNOWN}`] });
    expect({ status, body }).toEqual({ status: 400, body: { urns: { '0': ['URN is in use by another contact.'] } } });
  });

  it('an event under an Idempotency-Key is repeated as blindly', async () => {
    const event = { type: 'msg_received', urn: `tel:${KNOWN}`, text: 'Muraho' };
    const send = () => client.ask('POST', 'events.json', event, { 'idempotency-key': 'blind' });
    const blind = { type: 'msg_received', outcome: 'handled', contact: null, message: null };
    expect(await send()).toMatchObject({ status: 201, body: blind });
    expect(await send()).toMatchObject({ status: 201, body: blind });
  });

  it('a flow that adds one number to everybody does not tell who has it: their histories and runs are alike', async () => {
    const own = await stage().open();
    const urn = 'tel:+250788383399';
    const people = [
      await own.post('contacts.json', { name: 'Ann', urns: [urn] }),
      await own.post('contacts.json', { name: 'Bob' }),
    ];
    await own.post('settings.json', { anon: true });
    const adding = flowWith('Add', 3_000, [
      { type: 'add_contact_urn', scheme: 'tel', path: '@trigger.params.number' },
      { type: 'set_contact_language', language: 'kin' },
    ]);
    await own.post('flows.json', adding);
    const contacts = people.map(({ uuid }) => uuid);
    const start = await own.post('flow_starts.json', { flow: adding.uuid, contacts, params: { number: urn.slice(4) } });
    await stage().settle();
    expect((await own.get(`flow_starts.json?uuid=${start.uuid}`)).results).toMatchObject([
      { progress: { total: 2, started: 2 } },
    ]);
    const histories = await Promise.all(contacts.map((uuid) => own.get(`history.json?contact=${uuid}`)));
    const types = histories.map(({ results }) => results.slice(0, 1).map(({ type }: { type: string }) => type));
    expect(types).toEqual([['contact_language_changed'], ['contact_language_changed']]);
    const paths = [
      `flow_starts.json?uuid=${start.uuid}`,
      `jobs.json?uuid=${start.uuid}`,
      `job_contacts.json?job=${start.uuid}`,
    ];
    const told = [...histories, ...(await Promise.all(['runs.json', ...paths].map((path) => own.get(path))))];
    for (const { results } of told) expect(JSON.stringify(results)).not.toMatch(/urn:taken|URN is|in use/i);
  });

  it('shows no number to the templates of a flow', async () => {
    const own = await stage().open();
    await own.post('fields.json', { name: 'Told', type: 'text' });
    const { uuid } = await own.post('contacts.json', {
      name: 'Ann',
      urns: [`tel:${KNOWN}#ann_m`, 'mailto:ann@example.org'],
    });
    await own.post('settings.json', { anon: true });
    const value = [
      '@contact.urn',
      '@urns',
      '@(json(contact))',
      '@(urn_parts(urns.mailto).path)',
      '@(format_urn(contact.urn))',
    ].join(' ');
    const telling = flowWith('Tell', 3_500, [
      { type: 'set_contact_field', field: { key: 'told', name: 'Told' }, value },
    ]);
    await own.post('flows.json', telling);
    await own.post('flow_starts.json', { flow: telling.uuid, contacts: [uuid] });
    await stage().settle();
    const [{ fields }] = (await own.get(`contacts.json?uuid=${uuid}`)).results;
    expect(fields.told).toContain('tel:********');
    expect(fields.told).not.toMatch(/788383383|ann_m|ann@/);
  });

  it('a workspace whose groups look for addresses does not become one', async () => {
    const open = await stage().open();
    const group = await open.post('groups.json', { name: 'Has it', query: `tel = "${KNOWN}"` });
    const text = 'The query of the group Has it looks for an address. Change or delete the group first.';
    expect(await open.ask('POST', 'settings.json', { anon: true })).toMatchObject({
      status: 400,
      body: { anon: [text] },
    });
    await stage().settle();
    await open.post(`groups.json?uuid=${group.uuid}`, { query: 'tel = ""' });
    expect((await open.ask('POST', 'settings.json', { anon: true })).status).toBe(200);
  });
});

/** Over HTTP: what would make a contact too large is a 400 in words; what must always work works on a full contact. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
});

const TOO_LARGE =
  /^The contact would be too large: its name, URNs, fields and notes would take 1\d\d,\d{3} bytes together, of at most 100,000\. Shorten some, or clear them\.$/;
const refused = { status: 400, body: { non_field_errors: [expect.stringMatching(TOO_LARGE)] } };

let number = 788_000_000;

/** A contact to which 60 bytes can be added and no more. */
async function fullContact(): Promise<{ uuid: string; urn: string; path: string }> {
  const urn = `tel:+250${number++}`;
  const { uuid } = await client.post('contacts.json', { name: 'Full', urns: [urn] });
  const path = `contacts.json?uuid=${uuid}`;
  for (const length of [10_000, 10_000, 10_000, 10_000, 9_750]) await client.post(path, { note: 'é'.repeat(length) });
  return { uuid, urn, path };
}

const statusOf = async (path: string) => (await client.get(path)).results[0].status;

describe('a full contact', () => {
  test('is refused more, whatever it is, and stays as it is', async () => {
    const { path } = await fullContact();
    const { key } = await client.post('fields.json', { name: 'Story', type: 'text' });
    const before = await client.get(path);
    for (const body of [
      { fields: { [key]: 'x'.repeat(640) } },
      { urns: Array.from({ length: 20 }, (_, i) => `ext:${'x'.repeat(20)}${i}`) },
    ])
      expect(await client.ask('POST', path, body)).toMatchObject(refused);
    expect(await client.get(path)).toEqual(before);
    expect(await client.ask('POST', path, { name: 'F', language: 'kin' })).toMatchObject({ status: 200 });
  });

  test('cannot be created', async () => {
    const keys: string[] = [];
    for (let i = 0; i < 90; i++) keys.push((await client.post('fields.json', { name: `F ${i}`, type: 'text' })).key);
    const fields = Object.fromEntries(keys.map((key) => [key, 'é'.repeat(640)]));
    const urn = `ext:${number++}`;
    expect(await client.ask('POST', 'contacts.json', { urns: [urn], fields })).toMatchObject(refused);
    expect((await client.get(`contacts.json?urn=${urn}`)).results).toEqual([]);
  });

  test('opts out, back in, is seen, blocked, grouped, archived and deleted like any other, with its history', async () => {
    const { uuid, urn, path } = await fullContact();
    const group = await client.post('groups.json', { name: 'Full ones' });
    const channel = 'b4b3e5d0-0f6f-4a0a-9a5b-6f1e2d3c4b5a';
    const event = { urn: `${urn}?channel=${channel}#${'x'.repeat(100)}`, text: 'Muraho' };
    expect(await client.ask('POST', 'events.json', { ...event, type: 'stop_contact' })).toMatchObject({ status: 201 });
    expect(await statusOf(path)).toBe('stopped');
    expect(await client.ask('POST', 'events.json', { ...event, type: 'msg_received' })).toMatchObject({ status: 201 });
    expect(await statusOf(path)).toBe('active');
    const act = (body: object) => client.ask('POST', 'contact_actions.json', { contacts: [uuid], ...body });
    for (const body of [
      { action: 'add', group: group.uuid },
      { action: 'block' },
      { action: 'unblock' },
      { action: 'set_status', status: 'archived' },
    ])
      expect(await act(body)).toMatchObject({ status: 204 });
    await stage().settle();
    const history = await client.all(`history.json?contact=${uuid}`);
    const statuses = history.filter(({ type }) => type === 'contact_status_changed').map(({ status }) => status);
    expect(statuses).toEqual(['archived', 'active', 'blocked', 'active', 'stopped']);
    expect(await act({ action: 'delete' })).toMatchObject({ status: 204 });
  });
});

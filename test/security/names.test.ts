import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

/** Names that every object has in JavaScript, as far as TextIt lets a field or a group be called so. */
const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
});

const post = async (path: string, body: object) => {
  const answer = await client.ask('POST', path, body);
  expect(answer.status).toBeLessThan(300);
  return answer.body;
};

describe('A field with the key `constructor` is a field like any other', () => {
  it('is empty, set, searched, read by a flow, and cleared', async () => {
    expect(await post('fields.json', { name: 'Constructor', type: 'text' })).toMatchObject({ key: 'constructor' });
    const { uuid, fields } = await post('contacts.json', { name: 'Ann' });
    expect(fields).toEqual({ constructor: null });

    const explained = await post('queries.json', { query: 'constructor = ""', contact: uuid });
    expect(explained.matches).toBe(true);
    const group = await post('groups.json', { name: 'Built', query: 'constructor = builder' });
    await stage().settle();

    await post('flows.json', {
      uuid: '5b6c7d8e-0000-4000-8000-000000000001',
      name: 'Constructor',
      spec_version: '14.4.1',
      language: 'eng',
      type: 'messaging_background',
      nodes: [
        {
          uuid: '5b6c7d8e-0000-4000-8000-000000000002',
          actions: [
            {
              uuid: '5b6c7d8e-0000-4000-8000-000000000003',
              type: 'set_contact_field',
              field: { key: 'constructor', name: 'Constructor' },
              value: '@(default(fields.constructor, "builder"))',
            },
          ],
          exits: [{ uuid: '5b6c7d8e-0000-4000-8000-000000000004', destination_uuid: null }],
        },
      ],
    });
    await post('flow_starts.json', { flow: '5b6c7d8e-0000-4000-8000-000000000001', contacts: [uuid] });
    await stage().settle();
    const [contact] = (await client.get(`contacts.json?uuid=${uuid}`)).results;
    expect(contact).toMatchObject({ fields: { constructor: 'builder' }, groups: [{ uuid: group.uuid }] });

    const cleared = await post(`contacts.json?uuid=${uuid}`, { fields: { constructor: null } });
    expect(cleared).toMatchObject({ fields: { constructor: null }, groups: [] });
  });

  it('other property names of every object are not fields', async () => {
    for (const key of ['__proto__', 'toString', 'valueOf', 'hasOwnProperty']) {
      const { status } = await client.ask('POST', 'contacts.json', `{"name": "Bob", "fields": {"${key}": "x"}}`);
      expect(status).toBe(400);
    }
  });
});

describe('Groups, flows and settings with such names', () => {
  it('groups with such names work like any other', async () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      const group = await post('groups.json', { name });
      expect((await client.get(`groups.json?name=${name}`)).results).toEqual([
        expect.objectContaining({ uuid: group.uuid }),
      ]);
    }
  });

  it('settings with such names are refused', async () => {
    for (const name of ['constructor', 'toString']) {
      expect(await client.ask('POST', 'settings.json', { api_rates: { [name]: 5 } })).toMatchObject({
        status: 400,
        body: { api_rates: { [name]: expect.anything() } },
      });
    }
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
});

const many = <Item>(count: number, item: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => item(index));

const object = (count: number, value: unknown): object =>
  Object.fromEntries(many(count, (index) => [`k${index}`, value]));

const TOO_MANY = (field: string) => ({ [field]: ['Ensure this field has no more than 100 elements.'] });

describe('A body is bounded before it is parsed', () => {
  it.each([
    ['bytes', 'contacts.json', { note: 'x'.repeat(1_000_001) }, 'The body is too large: at most 1,000,000 bytes.'],
    ['values', 'contacts.json', object(50_000, 1), 'The body has too many values: at most 40,000.'],
    ['values in a list', 'flow_starts.json', many(50_000, () => 1), 'The body has too many values: at most 40,000.'],
    [
      'lists in lists',
      'flow_starts.json',
      `{"params":${'['.repeat(3_000)}1234567890123456789${']'.repeat(3_000)}}`,
      'The body is nested too deeply: at most 100 levels.',
    ],
    [
      'values of an export file',
      'flows.json',
      many(250_000, () => 1),
      'The body has too many values: at most 200,000.',
    ],
  ])('too many %s: %s', async (_, path, body, detail) => {
    expect(await client.ask('POST', path, body)).toMatchObject({ status: 413, body: { detail } });
  });

  it.each([100, 101])('%i levels: a hundred are read', async (levels) => {
    const body = `${'{"params":'.repeat(levels)}1${'}'.repeat(levels)}`;
    expect((await client.ask('POST', 'flow_starts.json', body)).status).toBe(levels > 100 ? 413 : 400);
  });

  it('commas within texts do not count as values', async () => {
    const note = ','.repeat(9_000);
    expect((await client.ask('POST', 'contacts.json', { name: 'Ann', note, extra: many(80, () => note) })).status).toBe(
      201,
    );
  });
});

/** A flow without nodes, with other or further keys. */
const flow = (part: object): object => ({
  uuid: '5b6c7d8e-0000-4000-8000-000000000001',
  name: 'Large',
  spec_version: '14.4.1',
  language: 'eng',
  type: 'messaging_background',
  nodes: [],
  ...part,
});

describe('The length of a list or map is checked before its elements', () => {
  it.each([
    ['contacts.json', 'urns', many(20_000, () => ({}))],
    // None of them is read as a phone number, which took a second.
    ['contacts.json', 'urns', many(30_000, () => 'tel:nothing')],
    ['contacts.json', 'groups', many(20_000, () => 'x')],
    ['contacts.json', 'fields', object(18_000, '1')],
    ['contact_actions.json', 'contacts', many(30_000, () => ({}))],
    ['flow_starts.json', 'contacts', many(30_000, () => 'x')],
    ['flow_starts.json', 'urns', many(30_000, () => 'x')],
    ['settings.json', 'languages', many(30_000, () => 1)],
    ['settings.json', 'api_rates', object(18_000, 'x')],
    ['settings.json', 'limits', object(18_000, 'x')],
  ])('%s: %s', async (path, field, value) => {
    const { status, body } = await client.ask('POST', path, { [field]: value });
    expect({ status, body }).toMatchObject({ status: 400, body: TOO_MANY(field) });
  });

  it('also of the parts of a flow', async () => {
    const { status, body } = await client.ask('POST', 'flows.json', flow({ nodes: many(1_001, () => 1) }));
    expect(status).toBe(400);
    expect(body.non_field_errors).toEqual(["field 'nodes' must have at most 1000 items"]);
  });
});

describe('The size of a flow is limited uncompressed, as it is answered', () => {
  it('repetition that would compress well is refused', async () => {
    const { status, body } = await client.ask('POST', 'flows.json', flow({ remarks: 'x'.repeat(1_000_000) }));
    expect({ status, body }).toEqual({
      status: 413,
      body: { detail: 'The flow is too large: at most 1,000,000 bytes, and 400,000 when compressed.' },
    });
  });

  it('flows that are too large for one answer are not exported together', async () => {
    const uuids = many(7, (index) => `5b6c7d8e-0000-4000-8000-00000000010${index}`);
    for (const uuid of uuids) {
      const body = flow({ uuid, name: uuid, remarks: 'x'.repeat(990_000) });
      expect((await client.ask('POST', 'flows.json', body)).status).toBe(201);
    }
    const query = uuids.map((uuid) => `flow=${uuid}`).join('&');
    expect(await client.ask('GET', `definitions.json?${query}`)).toMatchObject({
      status: 400,
      body: { detail: 'These flows are too large for one answer. Ask for fewer of them at a time.' },
    });
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import wrong from '../../cases/search/wrong-queries.json' with { type: 'json' };
import type { Client } from '../../support/api/client.ts';
import { ARCHIVING_FLOW } from '../../support/api/flows.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { createSearched, type Person } from './people.ts';
import { path, personWith } from './search-requests.ts';

const stage = onInProcessStage();
/** The workspace of the people whom the cases are about. */
let client: Client;
let people: readonly Person[];

beforeAll(async () => {
  client = await stage().open();
  people = await createSearched(stage().service, client);
});

describe('A query that is wrong', () => {
  it.each(wrong)('“$query” has the same error at every endpoint: $code', async ({ query, message, ...error }) => {
    const flow = crypto.randomUUID();
    await client.post('flows.json', { ...ARCHIVING_FLOW, uuid: flow, name: `Archive ${flow}` });
    const asked: readonly (readonly [string, string, object?])[] = [
      ['POST', 'queries.json', { query }],
      // An empty parameter is none.
      ...(query === '' ? [] : [['GET', path(query)] as const]),
      ['POST', 'jobs.json', { type: 'set_status', status: 'archived', selection: { query } }],
      ['POST', 'jobs.json', { type: 'delete', preview: true, selection: { query } }],
      ['POST', 'flow_starts.json', { flow, query }],
      ['POST', 'groups.json', { name: `Wrong ${error.code}`, query }],
    ];
    for (const request of asked) {
      const { status, body } = await client.ask(...request);
      expect({ request, status, body }).toEqual({
        request,
        status: 400,
        body: { query: [message], ...error, hint: expect.stringMatching(/\w.*\.$/s) },
      });
    }
  });

  const TOO_COMPLEX = { query: ['query is too complex'], code: 'too_complex' };

  it('may have at most 10,000 characters', async () => {
    const long = (characters: number) => `name = "${'x'.repeat(characters - 9)}"`;
    expect((await client.ask('POST', 'queries.json', { query: long(10_000) })).status).toBe(200);
    expect(await client.ask('POST', 'queries.json', { query: long(10_001) })).toMatchObject({
      status: 400,
      body: { ...TOO_COMPLEX, start: 10_000, end: 10_001 },
    });
    const job = { type: 'delete', preview: true, selection: { query: long(10_001) } };
    expect(await client.ask('POST', 'jobs.json', job)).toMatchObject({ status: 400, body: TOO_COMPLEX });
  });

  it('may have at most 250 conditions', async () => {
    const conditions = (count: number) => Array.from({ length: count }, (_, n) => `age=${n}`).join(' or ');
    const { uuid } = personWith(people, ({ age }) => age === 31);
    expect(await client.post('queries.json', { query: conditions(250), contact: uuid })).toMatchObject({
      matches: true,
    });
    expect(await client.all(path(conditions(250)))).toHaveLength(
      people.filter(({ status, age }) => status === 'active' && age !== null).length,
    );
    const refused = { status: 400, body: TOO_COMPLEX };
    expect(await client.ask('POST', 'queries.json', { query: conditions(251) })).toMatchObject(refused);
    expect(await client.ask('GET', path(conditions(251)))).toMatchObject(refused);
  });
});

describe('Parameters that cannot be combined or are unknown are refused', () => {
  it.each(['uuid', 'urn', 'group', 'deleted', 'before', 'after', 'reverse'])('query with %s', async (name) => {
    const { status, body } = await client.ask('GET', path('age > 0', { [name]: '1' }));
    expect({ status, body }).toEqual({
      status: 400,
      body: { detail: `Param '${name}' cannot be combined with 'query'.` },
    });
  });

  it.each([
    [
      { sort: 'height' },
      "Param 'sort': no such field with key: height. Besides fields there are last_seen_on, created_on, name, language, id, urn, groups.",
    ],
    [{ cursor: 'nonsense' }, /cursor/i],
  ])('query with %j', async (more, detail) => {
    const { status, body } = await client.ask('GET', path('age > 0', more));
    expect({ status, body }).toEqual({ status: expect.any(Number), body: { detail: expect.stringMatching(detail) } });
    expect([400, 404]).toContain(status);
  });

  it.each([
    ['sort=name&reverse=true', "Param 'reverse' cannot be combined with 'sort'."],
    ['group=Nobody&folder=active&after=2026-01-01T00:00:00Z', "Param 'after' cannot be combined with 'folder'."],
  ])('%s', async (params, detail) => {
    expect(await client.ask('GET', `contacts.json?${params}`)).toMatchObject({ status: 400, body: { detail } });
  });
});

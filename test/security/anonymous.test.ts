import { beforeAll, describe, expect, it } from 'vitest';
import { ENDPOINTS, type HttpFunction, type PerEndpoint } from '../../functions/endpoints.ts';
import type { Client } from '../support/api/client.ts';
import { flowWith } from '../support/api/flows.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

/** Line 11 of what was promised: an anonymous workspace leaks no number, and not which contact has one. */

const KNOWN = '+250788383383';
const MISSING = '+250788383384';
const FLOW = flowWith('Archive', 1_000, [{ type: 'set_contact_status', status: 'archived' }]);
const KEYS = { 'x-report-capacity': '1' };

interface Asked {
  readonly path?: string;
  readonly body?: unknown;
}

/** Requests of one method that name a number in every place that takes one; none when there is no such place. */
type Naming = (number: string) => readonly Asked[];

const encoded = (text: string): string => encodeURIComponent(text);
const NOWHERE: Naming = () => [];
const QUERIES: Naming = (n) =>
  [`tel = "${n}"`, `urn = "${n}"`, `urns.tel ~ "${n}"`, `tel:${n}`, n].map((query) => ({ body: { query } }));

const NAMING: { readonly [Fn in HttpFunction]: PerEndpoint<Fn, Naming> } = {
  contacts: {
    contacts: {
      GET: (n) => [
        { path: `?urn=${encoded(`tel:${n}`)}` },
        { path: `?urn=${encoded(`tel:${n}`)}&expand_urns=true&deleted=true` },
        ...QUERIES(n).map(({ body }) => ({ path: `?query=${encoded((body as { query: string }).query)}` })),
        { path: `?query=${encoded(`name = "${n}"`)}&sort=name` },
      ],
      POST: (n) => [{ path: `?urn=${encoded(`tel:${n}`)}`, body: { name: 'New' } }],
      DELETE: (n) => [{ path: `?urn=${encoded(`tel:${n}`)}` }],
    },
    contact_actions: {
      POST: (n) => [`tel:${n}`, n].map((reference) => ({ body: { contacts: [reference], action: 'block' } })),
    },
    contact_export: { GET: (n) => [{ path: `?contact=${encoded(`tel:${n}`)}` }] },
    history: { GET: (n) => [{ path: `?contact=${encoded(`tel:${n}`)}` }] },
  },
  privacy: {
    erasures: { GET: (n) => [{ path: `?contact=${encoded(`tel:${n}`)}` }] },
    sendable: { POST: (n) => [{ body: { urns: [`tel:${n}`] } }] },
    suppressions: {
      GET: (n) => [{ path: `?urn=${encoded(`tel:${n}`)}` }],
      POST: (n) => [{ body: { urns: [`tel:${n}`], reason: 'On a list' } }],
      DELETE: (n) => [{ path: `?reason=mistake&urn=${encoded(`tel:${n}`)}` }],
    },
  },
  groups: {
    groups: {
      GET: NOWHERE,
      POST: (n) =>
        QUERIES(n)
          .slice(0, 3)
          .map(({ body }) => ({ body: { name: 'Found', ...(body as object) } })),
      DELETE: NOWHERE,
    },
    searches: {
      GET: NOWHERE,
      POST: (n) =>
        QUERIES(n)
          .slice(0, 3)
          .map(({ body }) => ({ body: { name: 'Found', ...(body as object) } })),
      DELETE: NOWHERE,
    },
  },
  fields: { fields: { GET: NOWHERE, POST: NOWHERE } },
  // Numbers are in files, which only administrators import; what is told of them quotes none.
  imports: {
    imports: { GET: NOWHERE, POST: NOWHERE },
    import_reports: { GET: NOWHERE, POST: NOWHERE },
    import_refusals: { GET: NOWHERE },
    import_mappings: { GET: NOWHERE },
  },
  flows: {
    flows: { GET: NOWHERE, POST: NOWHERE, DELETE: NOWHERE },
    flow_checks: { POST: NOWHERE },
    definitions: { GET: NOWHERE },
    globals: { GET: NOWHERE, POST: NOWHERE },
  },
  'flow-starts': {
    flow_starts: {
      GET: NOWHERE,
      POST: (n) =>
        [{ urns: [`tel:${n}`] }, { contacts: [`tel:${n}`] }, { query: `tel = "${n}"` }].map((whom) => ({
          body: { flow: FLOW.uuid, ...whom },
        })),
    },
    runs: { GET: (n) => [{ path: `?contact=${encoded(`tel:${n}`)}` }] },
    simulations: { POST: (n) => [{ body: { flow: FLOW.uuid, contact: `tel:${n}` } }] },
  },
  jobs: {
    jobs: {
      GET: NOWHERE,
      POST: (n) =>
        [{ contacts: [`tel:${n}`] }, { query: `tel = "${n}"` }].map((selection) => ({
          body: { type: 'set_status', status: 'active', selection, preview: true },
        })),
    },
    job_contacts: { GET: (n) => [{ path: `?job=${encoded(`tel:${n}`)}` }] },
  },
  events: {
    events: {
      POST: (n) =>
        ['new_conversation', 'msg_received', 'stop_contact', 'msg_received'].map((type) => ({
          body: { type, urn: `tel:${n}`, text: 'Muraho' },
        })),
    },
  },
  messages: { messages: { GET: (n) => [{ path: `?contact=${encoded(`tel:${n}`)}` }] } },
  search: {
    policy_simulations: {
      POST: (n) => QUERIES(n).map(({ body }) => ({ body: { ...(body as object), stages: [{ do: 'tell', days: 1 }] } })),
    },
    queries: { POST: QUERIES },
    facets: {
      GET: (n) => QUERIES(n).map(({ body }) => ({ path: `?query=${encoded((body as { query: string }).query)}` })),
    },
  },
  workspace: {
    workspace: { GET: NOWHERE },
    org: { GET: NOWHERE },
    me: { GET: NOWHERE },
    settings: { GET: NOWHERE, POST: NOWHERE },
    tokens: { GET: NOWHERE, POST: NOWHERE, DELETE: NOWHERE },
    audit_log: { GET: NOWHERE },
    people: { GET: NOWHERE, POST: NOWHERE, DELETE: NOWHERE },
    users: { GET: NOWHERE },
    counts: { GET: NOWHERE },
    daily_counts: { GET: NOWHERE },
    dormancy: { GET: NOWHERE, POST: NOWHERE },
  },
  channels: { channels: { GET: NOWHERE, POST: NOWHERE, DELETE: NOWHERE } },
  webhooks: { webhooks: { GET: NOWHERE, POST: NOWHERE, DELETE: NOWHERE } },
  policies: {
    policies: { GET: NOWHERE, POST: NOWHERE, DELETE: NOWHERE },
    policy_previews: { POST: NOWHERE },
    policy_contacts: { GET: NOWHERE, POST: NOWHERE },
  },
};

const METHODS = Object.values(NAMING).flatMap((endpoints) =>
  Object.entries(endpoints).flatMap(([endpoint, methods]) =>
    Object.entries(methods as Record<string, Naming>).map(([method, naming]) => ({ endpoint, method, naming })),
  ),
);

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
async function seen(method: string, endpoint: string, { path = '', body }: Asked, number: string) {
  const answer = await client.ask(method, `${endpoint}.json${path}`, body, KEYS);
  const text = JSON.stringify([answer.status, answer.body, answer.headers.get('x-consumed-capacity')]);
  return { status: answer.status, text: text.replaceAll(number, 'N').replaceAll(number.slice(1), 'N') };
}

describe.each(METHODS)('$method $endpoint', ({ endpoint, method, naming }) => {
  it('answers the same about a number that a contact has and about one that none has', async () => {
    const [known, missing] = [naming(KNOWN), naming(MISSING)];
    for (const [index, asked] of known.entries()) {
      const answer = await seen(method, endpoint, asked, KNOWN);
      expect(answer.status).toBeLessThan(500);
      expect(answer).toEqual(await seen(method, endpoint, missing[index] ?? {}, MISSING));
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
      const { status, body } = await client.ask('GET', `${endpoint}.json${path}`);
      expect(status).toBeLessThan(500);
      expect(JSON.stringify(body)).not.toMatch(/788383383|ann_m/);
    }
  });
});

it('the endpoints are all of them, with all their methods', () => {
  const every = Object.values<Readonly<Record<string, readonly string[]>>>(ENDPOINTS).flatMap((endpoints) =>
    Object.entries(endpoints).flatMap(([endpoint, methods]) => methods.map((method) => `${method} ${endpoint}`)),
  );
  expect(METHODS.map(({ endpoint, method }) => `${method} ${endpoint}`).sort()).toEqual(every.sort());
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

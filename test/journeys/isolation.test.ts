import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../support/api/api.ts';
import { everybody, exactCounts } from '../support/api/census.ts';
import { type Client, createPeople, jobOf, openClient, phone, prepare, setStatus } from '../support/api/client.ts';
import { ARCHIVING_FLOW, flowWith } from '../support/api/flows.ts';
import { type Service, startService } from '../support/service.ts';

/** What a request may name. */
interface Named {
  readonly contact: string;
  readonly urn: string;
  readonly group: string;
  readonly groupName: string;
  readonly field: string;
  readonly flow: string;
  readonly start: string;
  readonly job: string;
  readonly jobToken: string;
  readonly token: string;
  readonly message: string;
}

type Ask = (named: Named, own: Named) => readonly [method: string, path: string, body?: object];

const event = (type: string, urn: string) => ({ type, urn, text: 'Hello', external_id: urn });
const archive = { type: 'set_status', status: 'archived' };

/** Every endpoint, asked about something by name. */
const ASKED: Readonly<Record<string, Ask>> = {
  'contact by uuid': ({ contact }) => ['GET', `contacts.json?uuid=${contact}`],
  'contact by URN': ({ urn }) => ['GET', `contacts.json?urn=${encodeURIComponent(urn)}`],
  'contact by uuid and URN': ({ contact, urn }) => [
    'GET',
    `contacts.json?uuid=${contact}&urn=${encodeURIComponent(urn)}`,
  ],
  'contacts of a group': ({ group }) => ['GET', `contacts.json?group=${group}`],
  'tombstone by uuid': ({ contact }) => ['GET', `contacts.json?deleted=true&uuid=${contact}`],
  'update of a contact': ({ contact }) => ['POST', `contacts.json?uuid=${contact}`, { name: 'Mine' }],
  'update of a contact by URN': ({ urn }) => ['POST', `contacts.json?urn=${encodeURIComponent(urn)}`, { name: 'Mine' }],
  'creation with a URN': ({ urn }) => ['POST', 'contacts.json', { urns: [urn] }],
  'creation in a group': ({ group }) => ['POST', 'contacts.json', { groups: [group] }],
  'creation in a group by name': ({ groupName }) => ['POST', 'contacts.json', { groups: [groupName] }],
  'creation with a field': ({ field }) => ['POST', 'contacts.json', { fields: { [field]: '1' } }],
  'deletion of a contact': ({ contact }) => ['DELETE', `contacts.json?uuid=${contact}`],
  'deletion of a contact by URN': ({ urn }) => ['DELETE', `contacts.json?urn=${encodeURIComponent(urn)}`],
  'action on a contact': ({ contact }) => ['POST', 'contact_actions.json', { action: 'block', contacts: [contact] }],
  'action by URN': ({ urn }) => ['POST', 'contact_actions.json', { action: 'block', contacts: [urn] }],
  'action on one of each': ({ contact }, own) => [
    'POST',
    'contact_actions.json',
    { action: 'set_status', status: 'stopped', contacts: [own.contact, contact] },
  ],
  'addition to a group': ({ group }, own) => [
    'POST',
    'contact_actions.json',
    { action: 'add', contacts: [own.contact], group },
  ],
  'addition to an own group': ({ contact }, own) => [
    'POST',
    'contact_actions.json',
    { action: 'add', contacts: [contact], group: own.group },
  ],
  'removal from a group': ({ group }, own) => [
    'POST',
    'contact_actions.json',
    { action: 'remove', contacts: [own.contact], group },
  ],
  'deletion by action': ({ contact }) => ['POST', 'contact_actions.json', { action: 'delete', contacts: [contact] }],
  'archiving of messages': ({ contact }) => [
    'POST',
    'contact_actions.json',
    { action: 'archive_messages', contacts: [contact] },
  ],
  'history of a contact': ({ contact }) => ['GET', `history.json?contact=${contact}`],
  'messages of a contact': ({ contact }) => ['GET', `messages.json?contact=${contact}`],
  message: ({ message }) => ['GET', `messages.json?uuid=${message}`],
  group: ({ group }) => ['GET', `groups.json?uuid=${group}`],
  'group by name': ({ groupName }) => ['GET', `groups.json?name=${groupName}`],
  'renaming of a group': ({ group }) => ['POST', `groups.json?uuid=${group}`, { name: 'Mine' }],
  'deletion of a group': ({ group }) => ['DELETE', `groups.json?uuid=${group}`],
  field: ({ field }) => ['GET', `fields.json?key=${field}`],
  'update of a field': ({ field }) => ['POST', `fields.json?key=${field}`, { name: 'Mine', type: 'text' }],
  flow: ({ flow }) => ['GET', `flows.json?uuid=${flow}`],
  'deletion of a flow': ({ flow }) => ['DELETE', `flows.json?uuid=${flow}`],
  'definition of a flow': ({ flow }) => ['GET', `definitions.json?flow=${flow}`],
  'runs of a flow': ({ flow }) => ['GET', `runs.json?flow=${flow}`],
  'flow start': ({ start }) => ['GET', `flow_starts.json?uuid=${start}`],
  'start of a flow': ({ flow }, own) => ['POST', 'flow_starts.json', { flow, contacts: [own.contact] }],
  'start of a group': ({ group }, own) => ['POST', 'flow_starts.json', { flow: own.flow, groups: [group] }],
  'start of a contact': ({ contact }, own) => ['POST', 'flow_starts.json', { flow: own.flow, contacts: [contact] }],
  job: ({ job }) => ['GET', `jobs.json?uuid=${job}`],
  'run of a job': ({ job, jobToken }) => [
    'POST',
    `jobs.json?uuid=${job}`,
    { action: 'run', token: jobToken, count: 1 },
  ],
  'pause of a job': ({ job }) => ['POST', `jobs.json?uuid=${job}`, { action: 'pause' }],
  'resumption of a job': ({ job }) => ['POST', `jobs.json?uuid=${job}`, { action: 'resume' }],
  'interruption of a job': ({ job }) => ['POST', `jobs.json?uuid=${job}`, { action: 'interrupt' }],
  'interruption of a start': ({ start }) => ['POST', `jobs.json?uuid=${start}`, { action: 'interrupt' }],
  'job over a group': ({ group }) => ['POST', 'jobs.json', { ...archive, selection: { groups: [group] } }],
  'job over a contact': ({ contact }) => ['POST', 'jobs.json', { ...archive, selection: { contacts: [contact] } }],
  'job over a URN': ({ urn }) => ['POST', 'jobs.json', { ...archive, selection: { contacts: [urn] } }],
  'revocation of a token': ({ token }) => ['DELETE', `tokens.json?uuid=${token}`],
  'message from a URN': ({ urn }) => ['POST', 'events.json', event('msg_received', urn)],
  'opt-out of a URN': ({ urn }) => ['POST', 'events.json', event('stop_contact', urn)],
  'conversation of a URN': ({ urn }) => ['POST', 'events.json', event('new_conversation', urn)],
  'query tried on a contact': ({ contact }) => ['POST', 'queries.json', { query: 'name = Ann', contact }],
  'query about a group': ({ groupName }) => ['POST', 'queries.json', { query: `group = ${groupName}` }],
};

const LISTS = [
  'contacts',
  'contacts.json?folder=active&',
  'contacts.json?deleted=true&',
  'groups',
  'fields',
  'flows',
  'flow_starts',
  'jobs',
  'tokens',
  'messages',
].map((name) => (name.includes('?') ? name : `${name}.json`));
const SINGLE = ['counts.json', 'settings.json', 'workspace.json', 'org.json'];

const run = promisify(execFile);

/** A second workspace, by the command that the README names; answers its first administrator's token. */
async function createWorkspace(service: Service, name: string): Promise<string> {
  const script = join(import.meta.dirname, '../../scripts/workspace.ts');
  const env = { ...process.env, PORT: new URL(service.url).port };
  const { stdout } = await run(process.execPath, [script, 'create', name], { env });
  const token = /^token (\S+)$/m.exec(stdout)?.[1];
  if (token === undefined) throw new Error(`No token in: ${stdout}`);
  return token;
}

/** A workspace with one of everything and people enough for every question. */
async function furnish(client: Client, service: Service, name: string, flow: number): Promise<Named> {
  await prepare(client);
  const group = await client.post('groups.json', { name });
  const field = await client.post('fields.json', { name: `${name} field`, type: 'text' });
  const definition = flowWith(name, flow, [{ type: 'set_contact_language', language: 'kin' }]);
  await client.post('flows.json', definition);
  const [contact = '', other = ''] = await createPeople(client, 2, {
    first: flow,
    groups: [name],
    fields: { [field.key]: '1' },
  });
  const { message } = await client.post('events.json', event('msg_received', phone(flow)));
  const start = await client.post('flow_starts.json', { flow: definition.uuid, contacts: [contact] });
  await setStatus(client, 'archived', other);
  const preview = { type: 'delete', selection: { folder: 'archived' }, preview: true };
  const job = await client.post('jobs.json', preview);
  const token = await client.post('tokens.json', { role: 'viewer', name });
  await service.idle();
  return {
    contact,
    urn: phone(flow),
    group: group.uuid,
    groupName: name,
    field: field.key,
    flow: definition.uuid,
    start: start.uuid,
    job: job.uuid,
    jobToken: (await jobOf(client, job.uuid)).token,
    token: token.uuid,
    message: message.uuid,
  };
}

let numbers = 800_000;

/** Things that were never given, to anybody. */
const neverGiven = (): Named => ({
  contact: randomUUID(),
  urn: phone(numbers++),
  group: randomUUID(),
  // As long as the name of theirs: error messages count letters.
  groupName: `N${String(numbers).slice(-5)}`,
  field: `nothing_${numbers}`,
  flow: randomUUID(),
  start: randomUUID(),
  job: randomUUID(),
  jobToken: randomUUID(),
  token: randomUUID(),
  message: randomUUID(),
});

/** An answer without what differs between any two: what was named, new ids and times. */
function bare({ status, body }: ApiAnswer, named: Named): object {
  const text = Object.entries(named).reduce(
    (rest, [what, value]) => rest.replaceAll(value, `<${what}>`),
    JSON.stringify(body).replace(/"(\w+_on)":"[^"]+"/g, '"$1":"<time>"'),
  );
  const ids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  return { status, body: text.replace(ids, '<uuid>').replace(/"id":\d+/g, '"id":0') };
}

let service: Service;
let ours: Client;
let theirs: Client;
let own: Named;
let foreign: Named;

beforeAll(async () => {
  service = await startService();
  theirs = openClient(service);
  ours = openClient(service, await createWorkspace(service, 'Radio Kigali'));
  foreign = await furnish(theirs, service, 'Theirs', 10_000);
  own = await furnish(ours, service, 'Ours', 20_000);
});

afterAll(() => service?.stop());

describe("Another workspace's things do not exist", () => {
  it.each(Object.entries(ASKED))('%s', async (what, ask) => {
    const before = await everybody(theirs);
    // An address of its own for each question: asking may make somebody with it in the workspace that asks.
    const urn = phone(30_000 + Object.keys(ASKED).indexOf(what));
    const [contact = ''] = await createPeople(theirs, 1, { first: 30_000 + Object.keys(ASKED).indexOf(what) });
    await service.idle();
    const after = await everybody(theirs);
    expect(after.live.length).toBe(before.live.length + 1);

    const unknown = neverGiven();
    const named = { ...foreign, contact, urn };
    const expected = bare(await ours.ask(...ask(unknown, own)), unknown);
    expect(bare(await ours.ask(...ask(named, own)), named)).toEqual(expected);
    await service.idle();
    expect(await everybody(theirs)).toEqual(after);
    await exactCounts(ours);
  });

  it('a flow with the uuid of theirs is a flow of ours', async () => {
    const theirFlow = await theirs.get(`flows.json?uuid=${foreign.flow}`);
    const flow = { ...ARCHIVING_FLOW, uuid: foreign.flow };
    expect((await ours.ask('POST', 'flows.json', flow)).status).toBe(201);
    expect(await theirs.get(`flows.json?uuid=${foreign.flow}`)).toEqual(theirFlow);
    expect((await ours.ask('DELETE', `flows.json?uuid=${foreign.flow}`)).status).toBe(204);
    expect(await theirs.get(`flows.json?uuid=${foreign.flow}`)).toEqual(theirFlow);
  });

  it('no list and no other answer holds anything of theirs', async () => {
    const lists = await Promise.all(LISTS.map((path) => ours.all(path)));
    const single = await Promise.all(SINGLE.map((path) => ours.get(path)));
    const text = JSON.stringify([lists, single]);
    for (const { uuid } of (await everybody(theirs)).live) expect(text).not.toContain(uuid);
    const { contact, group, field, flow, start, job, token, message } = foreign;
    for (const thing of [contact, group, field, flow, start, job, token, message]) expect(text).not.toContain(thing);
    for (const thing of [own.contact, own.message]) expect(text).toContain(thing);
  });

  it('the same external id is another event', async () => {
    const message = { type: 'msg_received', urn: phone(90_000), text: 'Muraho', external_id: 'shared' };
    for (const client of [theirs, ours])
      expect((await client.ask('POST', 'events.json', message)).body.outcome).toBe('handled');
  });
});

describe('Roles', () => {
  const WRITES: readonly (readonly [method: string, path: string, body?: object])[] = [
    ['POST', 'contacts.json', { name: 'Ann' }],
    ['DELETE', `contacts.json?uuid=${randomUUID()}`],
    ['POST', 'contact_actions.json', { action: 'block', contacts: [randomUUID()] }],
    ['POST', 'groups.json', { name: 'New' }],
    ['DELETE', `groups.json?uuid=${randomUUID()}`],
    ['POST', 'fields.json', { name: 'New', type: 'text' }],
    ['POST', 'flows.json', ARCHIVING_FLOW],
    ['DELETE', `flows.json?uuid=${randomUUID()}`],
    ['POST', 'flow_starts.json', { flow: randomUUID() }],
    ['POST', 'jobs.json', { ...archive, selection: { folder: 'active' } }],
    ['POST', 'events.json', event('stop_contact', phone(95_000))],
  ];
  const ADMINISTRATION: typeof WRITES = [
    ['POST', 'settings.json', { dormancy_days: 1 }],
    ['GET', 'tokens.json'],
    ['POST', 'tokens.json', { role: 'administrator', name: 'Me' }],
    ['DELETE', `tokens.json?uuid=${randomUUID()}`],
  ];
  const REFUSED = { status: 403, body: { detail: 'You do not have permission to perform this action.' } };
  const as = async (role: string) => {
    const { token, uuid } = await ours.post('tokens.json', { role, name: role });
    return { uuid, client: openClient(service, token) };
  };

  it('a viewer reads everything and changes nothing', async () => {
    const { client } = await as('viewer');
    await service.idle();
    const before = await everybody(ours);
    for (const request of [...WRITES, ...ADMINISTRATION])
      expect(await client.ask(...request), request.join(' ')).toMatchObject(REFUSED);
    await service.idle();
    expect(await everybody(client)).toEqual(before);
    const readable = [...LISTS.filter((path) => path !== 'tokens.json'), ...SINGLE];
    for (const path of readable) expect((await client.ask('GET', path)).status, path).toBe(200);
  });

  it('an editor changes contacts, but neither settings nor tokens', async () => {
    const { client } = await as('editor');
    const settings = await ours.get('settings.json');
    for (const request of ADMINISTRATION)
      expect(await client.ask(...request), request.join(' ')).toMatchObject(REFUSED);
    expect(await client.get('settings.json')).toEqual(settings);
    for (const request of WRITES) expect((await client.ask(...request)).status, request.join(' ')).not.toBe(403);
    await service.idle();
    await exactCounts(ours);
  });

  it('a revoked token is refused at once', async () => {
    const { client, uuid } = await as('editor');
    expect((await client.ask('GET', 'counts.json')).status).toBe(200);
    expect((await ours.ask('DELETE', `tokens.json?uuid=${uuid}`)).status).toBe(204);
    for (const path of ['counts.json', 'contacts.json', 'jobs.json'])
      expect(await client.ask('GET', path)).toMatchObject({ status: 403, body: { detail: 'Invalid token' } });
  });

  it('no token, or one that was never given, is 403 as well', async () => {
    const unknown = await openClient(service, 'f'.repeat(40)).ask('GET', 'contacts.json');
    expect(unknown).toMatchObject({ status: 403, body: { detail: 'Invalid token' } });
    const none = await fetch(`${service.url}/api/v2/contacts.json`);
    expect(none.status).toBe(403);
    expect(await none.json()).toEqual({ detail: 'Authentication credentials were not provided.' });
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERY, requestOf } from '../../endpoints/rows/index.ts';
import { type Client, jobOf, openClient, prepare, setStatus } from '../../support/api/client.ts';
import { flowWith } from '../../support/api/flows.ts';
import { type Service, startService } from '../../support/service.ts';
import { type InFiles, putInFiles } from '../deleted-person/in-files.ts';
import { marksOf, type Person, personOf } from '../deleted-person/person.ts';
import { remainsIn, remainsInFiles } from '../deleted-person/remains.ts';

/**
 * Line 9 of the promises: after a permanent deletion nothing of the person is left, wherever a request had named them.
 * The service runs as by `npm start`, with kept files and its most verbose log.
 */

/** Also fails on the person in ways of which the reason would quote what the person is called. */
const FLOW = flowWith('Note it', 1_000, [
  { type: 'set_run_result', name: 'Who', value: '@contact.name', category: '@contact.name' },
  // What a flow writes of its parameters into a result, or a field, of another contact is that contact's (ADR 025).
  { type: 'set_run_local', local: 'who', value: '@trigger.params.who', operation: 'set' },
  { type: 'set_contact_field', field: { key: 'card', name: 'Card' }, value: '@(contact.name * 2)' },
  { type: 'add_contact_urn', scheme: 'tel', path: '@contact.name' },
  { type: 'set_contact_language', language: '@contact.name' },
]);

/** What the requests of one workspace share: the person, the person's contact, and other things. */
interface Scene {
  readonly person: Person;
  readonly contact: string;
  /** Another contact, which stays. */
  readonly other: string;
  readonly flow: string;
  readonly group: string;
}

/** What shows most of what is kept, in each endpoint that lists or shows. */
const readings = ({ contact, other, group }: Scene): readonly string[] => [
  'contacts.json',
  `contacts.json?deleted=true&uuid=${contact}`,
  `erasures.json?contact=${contact}`,
  `erasures.json?contact=${contact}&format=receipt`,
  `contact_export.json?contact=${contact}`,
  `contact_export.json?contact=${other}`,
  `contacts.json?group=${group}`,
  `contacts.json?uuid=${other}&expand_urns=true`,
  `history.json?contact=${other}`,
  'flow_starts.json',
  'jobs.json',
  'messages.json',
  'messages.json?folder=archived',
  'flows.json',
  'definitions.json',
  'groups.json',
  'fields.json',
  'tokens.json',
  'webhooks.json',
  'channels.json',
  'settings.json',
];

/** A minute more, in milliseconds. */
const PREVIEWS_LAST = 16 * 60_000;

let dataDir: string;
let service: Service;
let client: Client;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'dormouse-deleted-'));
  service = await startService({ dataDir, env: { DORMOUSE_LOG: 'info' } });
  client = openClient(service);
  await prepare(client);
  await client.post('fields.json', { name: 'Nickname', type: 'text' });
  await client.post('fields.json', { name: 'Card', type: 'number' });
  await client.post('flows.json', FLOW);
});

afterAll(async () => {
  await service?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function sceneOf(person: Person): Promise<Scene> {
  const { uuid: group } = await client.post('groups.json', { name: `Clinic ${person.letter}` });
  const { uuid: other } = await client.post('contacts.json', { name: 'Other' });
  const { uuid: contact } = await client.post('contacts.json', { name: person.name, urns: [person.urn] });
  return { person, contact, other, group, flow: FLOW.uuid };
}

/** Uses the person wherever a request can name one, each write under a key that names them too. */
async function useEverywhere(scene: Scene): Promise<void> {
  const { name, number } = scene.person;
  let keys = 0;
  const { person, ...things } = scene;
  // A number that is like the person's; only the reason that is kept of it is the workspace's own words.
  const names = { ...person, ...things, unlike: `+250799${number.slice(-6)}`, 'card number': Number(person.card) };
  for (const tried of EVERY)
    for (const sent of tried.deleted) {
      const headers = tried.method === 'POST' ? { 'idempotency-key': `${number} ${name} ${keys++}` } : {};
      const { status } = await client.ask(...requestOf(tried, sent, names), headers);
      expect(status, `${tried.method} ${tried.path} ${JSON.stringify(sent)}`).toBeLessThan(500);
    }
}

/** A contact with everything that marks the person, archived. */
async function archived(person: Person): Promise<Scene> {
  const scene = await sceneOf(person);
  const { urn, display, mail, nickname, card, note, text, externalId } = person;
  const update = { urns: [`${urn}#${display}`, `mailto:${mail}`], fields: { nickname, card }, note };
  await client.post(`contacts.json?uuid=${scene.contact}`, update);
  await client.post('events.json', { type: 'msg_received', urn, text, external_id: externalId });
  return scene;
}

const WAYS: Readonly<Record<string, (contact: string) => Promise<void>>> = {
  'by a request of its own': async (contact) => {
    expect((await client.ask('DELETE', `contacts.json?uuid=${contact}`)).status).toBe(204);
  },
  'together with others': async (contact) => {
    await client.post('contact_actions.json', { contacts: [contact], action: 'delete' });
  },
  'by a job': async (contact) => {
    const { uuid } = await client.post('jobs.json', {
      type: 'delete',
      selection: { contacts: [contact] },
      preview: true,
    });
    await service.idle();
    const { token, total: count } = await jobOf(client, uuid);
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count });
  },
};

describe.each(Object.entries(WAYS))('A person who is deleted for good %s', (way, deletes) => {
  const person = personOf(String.fromCharCode('A'.charCodeAt(0) + Object.keys(WAYS).indexOf(way)));
  const marks = marksOf(person);
  let scene: Scene;
  let inFiles: InFiles;

  beforeAll(async () => {
    scene = await archived(person);
    inFiles = await putInFiles({ client, service }, person, scene.contact);
    // What a person's deletion leaves does not depend on the way; naming one everywhere takes a while.
    if (person.letter === 'A') await useEverywhere(scene);
    await service.idle();
    await setStatus(client, 'archived', scene.contact);
    await service.idle();
    const [kept, files] = [await remainsIn(service, marks), await remainsInFiles(dataDir, marks)];
    for (const mark of marks) {
      expect(kept).toContainEqual(expect.stringContaining(mark));
      expect(files).toContainEqual(expect.stringContaining(mark));
    }
    await deletes(scene.contact);
    await service.idle();
    // A preview keeps its query in clear until its time to be run is over (ADR 030).
    await service.local('POST', 'clock', { now: new Date(Date.now() + PREVIEWS_LAST).toISOString() });
    // The first of several deletions has files checked at once; for later ones the watchdog asks.
    await service.local('POST', 'schedules/watchdog/run');
    await service.idle();
  });

  it('is in no file that an earlier link leads to', async () => {
    for (const link of inFiles.links) expect((await fetch(link)).status).toBe(410);
  });

  it('has a receipt that names the files in which they were', async () => {
    const { receipt } = await client.get(`erasures.json?contact=${scene.contact}&format=receipt`);
    const named: readonly { readonly uuid: string }[] = receipt.files;
    expect(named.map(({ uuid }) => uuid)).toEqual(expect.arrayContaining([...inFiles.files]));
  });

  it('is in no table, index, queue and line of the log', async () => {
    expect(await remainsIn(service, marks)).toEqual([]);
  });

  it('is in no answer', async () => {
    for (const path of readings(scene)) {
      const answer = JSON.stringify(await client.get(path));
      expect(marks.filter((mark) => answer.includes(mark))).toEqual([]);
    }
  });

  it('is in no local file', async () => {
    expect(await remainsInFiles(dataDir, marks)).toEqual([]);
  });
});

it('The words of the workspace stay: the query of a smart group, and a flow', async () => {
  const person = personOf('X');
  const scene = await archived(person);
  const query = `name = "${person.name}" OR tel = "${person.urn.slice(4)}" OR nickname = "${person.nickname}"`;
  await client.post('groups.json', { name: 'Wanted', query });
  await client.post('flows.json', flowWith('Greet', 2_000, [{ type: 'set_contact_name', name: person.name }]));
  await service.idle();
  await setStatus(client, 'archived', scene.contact);
  await client.ask('DELETE', `contacts.json?uuid=${scene.contact}`);
  await service.idle();
  const found = await remainsIn(service, marksOf(person));
  expect(found.map((find) => find.replace(/^(\w+) \S+ (\w+)#.*: /, '$1 $2 ')).sort()).toEqual(
    [
      `workspace DEFINITION ${person.name}`,
      ...[person.name, person.number, person.nickname].map((mark) => `workspace GROUP ${mark}`),
    ].sort(),
  );
});

it('What is not yet processed when the service stops is gone after the next start', async () => {
  const person = personOf('Y');
  const { contact } = await archived(person);
  await setStatus(client, 'archived', contact);
  await client.ask('DELETE', `contacts.json?uuid=${contact}`);
  await service.stop();
  service = await startService({ dataDir });
  await service.idle();
  expect(await remainsInFiles(dataDir, marksOf(person))).toEqual([]);
  await service.stop();
  expect(await remainsInFiles(dataDir, marksOf(person))).toEqual([]);
});

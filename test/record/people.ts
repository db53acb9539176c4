/** People of every kind, made through the part of the API that all releases have. */
import { type Api, openApi } from '../../scripts/api.ts';
import type { Release } from './release.ts';

/** A person, and what must be known of them whichever release opens the data. */
export interface RecordedPerson {
  readonly workspace: number;
  readonly urn: string;
  readonly kind: string;
  /** An outcome of `sendable.json`. */
  readonly sendable: string;
  /** The contact that was made for the address, and the one that has it now: null when that was deleted. */
  readonly made: string;
  readonly contact: string | null;
  readonly name: string | null;
  readonly groups: readonly string[];
}

/** Contacts of each folder. */
type Folders = Readonly<Record<string, number>>;

/** What was made in a release, and must be true whichever release opens it. */
export interface Recording {
  readonly tokens: readonly string[];
  readonly counts: readonly Folders[];
  readonly people: readonly RecordedPerson[];
  /** External ids of messages that were taken in. */
  readonly known: readonly string[];
}

type Kind = readonly [kind: string, sendable: string, make: (api: Api, person: Made) => Promise<void>];

interface Made {
  readonly urn: string;
  readonly uuid: string;
}

const set = (api: Api, { uuid }: Made, status: string) =>
  api.post('contact_actions.json', { action: 'set_status', status, contacts: [uuid] });
const stop = async (api: Api, { urn }: Made) => void (await api.post('events.json', { type: 'stop_contact', urn }));
const says = (api: Api, urn: string, text: string, more: object = {}) =>
  api.post('events.json', { type: 'msg_received', urn, text, ...more });
const erase = (api: Api, { uuid }: Made) => api.post('contact_actions.json', { action: 'delete', contacts: [uuid] });
const YEAR_AGO = () => new Date(Date.now() - 400 * 86_400_000).toISOString();

const KINDS: readonly Kind[] = [
  ['active', 'sendable', async () => undefined],
  ['wrote a message', 'sendable', async (api, { urn }) => void (await says(api, urn, 'Muraho'))],
  ['opted out', 'stopped', stop],
  ['stopped by staff', 'stopped', async (api, one) => void (await set(api, one, 'stopped'))],
  ['blocked', 'blocked', async (api, one) => void (await set(api, one, 'blocked'))],
  ['archived', 'archived', async (api, one) => void (await set(api, one, 'archived'))],
  [
    'archived after an opt-out',
    'stopped',
    async (api, one) => {
      await stop(api, one);
      await set(api, one, 'archived');
    },
  ],
  [
    'opted out and in again',
    'sendable',
    async (api, one) => {
      await stop(api, one);
      await says(api, one.urn, 'START');
    },
  ],
  ['dormant', 'sendable', async (api, { urn }) => void (await says(api, urn, 'Yego', { occurred_on: YEAR_AGO() }))],
  [
    'erased',
    'unknown',
    async (api, one) => {
      await set(api, one, 'archived');
      await erase(api, one);
    },
  ],
  [
    'opted out, then erased',
    'suppressed',
    async (api, one) => {
      await stop(api, one);
      await set(api, one, 'archived');
      await erase(api, one);
    },
  ],
  [
    'blocked, then erased',
    'suppressed',
    async (api, one) => {
      await set(api, one, 'blocked');
      await set(api, one, 'archived');
      await erase(api, one);
    },
  ],
  [
    'opted out, then lost the address',
    'suppressed',
    async (api, one) => {
      await stop(api, one);
      await api.post(`contacts.json?uuid=${one.uuid}`, { urns: [`ext:${one.uuid}`] });
    },
  ],
];

/** People of each kind in each workspace. */
const EACH = 2;
const GROUPS = ['Farmers', 'Teachers'];

/** Plays everything; what it returns holds for whichever release opens the data. */
export async function playPeople(first: Api, release: Release): Promise<Recording> {
  const tokens = [release.token, await release.newWorkspace('Second')];
  const apis = [first, openApi(release.url, tokens[1] ?? '')];
  const made: Made[][] = [];
  for (const [index, api] of apis.entries()) {
    await prepare(api);
    made.push(await makePeople(api, index));
  }
  await release.settle();
  await release.run('flag-dormant');
  await release.settle();
  const known: string[] = [];
  for (const api of apis) known.push(...(await work(api, release)));
  await release.settle();
  const people = await Promise.all(apis.map((api, index) => look(api, index, made[index] ?? [])));
  const counts = await Promise.all(apis.map(async (api) => (await api.get('counts.json'))['folders'] as Folders));
  return { tokens, counts, people: people.flat(), known };
}

async function prepare(api: Api): Promise<void> {
  const rates = { v2: 1_000_000, 'v2.contacts': 1_000_000 };
  await api.post('settings.json', { country: 'RW', delete_any_status: true, dormancy_days: 90, api_rates: rates });
  for (const name of GROUPS) await api.post('groups.json', { name });
  await api.post('fields.json', { name: 'District', type: 'text' });
  await api.post('fields.json', { name: 'Children', type: 'number' });
  await api.post('groups.json', { name: 'Of Huye', query: 'district = "Huye"' });
}

async function makePeople(api: Api, workspace: number): Promise<Made[]> {
  const people: Made[] = [];
  for (let index = 0; index < KINDS.length * EACH; index++) {
    // The same numbers in both workspaces.
    const urn = `tel:+2507881${String(index).padStart(5, '0')}`;
    const { uuid } = await api.post('contacts.json', {
      name: `Person ${workspace}.${index}`,
      language: index % 3 === 0 ? 'kin' : null,
      urns: index % 5 === 0 ? [urn, `mailto:person${workspace}.${index}@example.com`] : [urn],
      groups: index % 4 === 0 ? GROUPS : [],
      fields: { district: index % 2 === 0 ? 'Huye' : 'Musanze', children: String(index) },
    });
    people.push({ urn, uuid: String(uuid) });
  }
  for (const [index, person] of people.entries()) await kindAt(workspace, index)[2](api, person);
  return people;
}

/** A number has another kind of owner in each workspace. */
const kindAt = (workspace: number, index: number): Kind =>
  KINDS[(index + 3 * workspace) % KINDS.length] ?? (KINDS[0] as Kind);

const FLOW = {
  uuid: '5b6c7d8e-0000-4000-8000-00000000f201',
  name: 'Recorded flow',
  spec_version: '14.4.1',
  language: 'eng',
  type: 'messaging_background',
  nodes: [
    {
      uuid: '5b6c7d8e-0000-4000-8000-00000000f202',
      actions: [{ uuid: '5b6c7d8e-0000-4000-8000-00000000f203', type: 'set_contact_language', language: 'fra' }],
      exits: [{ uuid: '5b6c7d8e-0000-4000-8000-00000000f204', destination_uuid: null }],
    },
  ],
};

/** Jobs that have ended and one that waits, a start of a flow, and messages with ids of their sender. */
async function work(api: Api, release: Release): Promise<string[]> {
  await api.post('flows.json', FLOW);
  await api.post('flow_starts.json', { flow: FLOW.uuid, groups: [GROUPS[0]] });
  await release.settle();
  const { uuid } = await api.post('contacts.json', { name: 'Archived by a job', urns: ['tel:+250788188888'] });
  await api.post('jobs.json', { type: 'set_status', status: 'archived', selection: { contacts: [uuid] } });
  await api.post('jobs.json', { type: 'delete', selection: { folder: 'archived' }, preview: true });
  const known = ['SM0001', 'SM0002'];
  for (const external_id of known) await says(api, 'tel:+250788199999', 'Amakuru', { external_id });
  await release.settle();
  return known;
}

async function look(api: Api, workspace: number, made: readonly Made[]): Promise<RecordedPerson[]> {
  const people: RecordedPerson[] = [];
  for (const [index, { urn, uuid }] of made.entries()) {
    const [kind, sendable] = kindAt(workspace, index);
    const { results } = await api.get(`contacts.json?urn=${encodeURIComponent(urn)}`);
    const [found] = results as { uuid: string; name: string; groups: { name: string }[] }[];
    const groups = (found?.groups ?? []).map(({ name }) => name).sort();
    const { uuid: contact = null, name = null } = found ?? {};
    people.push({ workspace, urn, kind, sendable, made: uuid, contact, name, groups });
  }
  return people;
}

import type { HttpFunction, PerEndpoint } from '../../../functions/endpoints.ts';
import type { Person } from './person.ts';

/** What the requests of one workspace share: the person, the person's contact, and other things. */
export interface Scene {
  readonly person: Person;
  readonly contact: string;
  /** Another contact, which stays. */
  readonly other: string;
  readonly flow: string;
  readonly group: string;
}

interface Sent {
  readonly path?: string;
  readonly body?: unknown;
}

/** Requests that name the person in each suitable place of one method; empty without any. */
type Uses = (scene: Scene) => readonly Sent[];

const NOWHERE: Uses = () => [];
const encoded = (text: string): string => encodeURIComponent(text);

/** Queries that find the person by each thing that names one. */
const queriesFor = ({ name, number, urn, nickname, card }: Person): readonly string[] => [
  `name ~ ${name} OR nickname = "${nickname}"`,
  `tel = "${urn.slice(4)}" AND card > ${card}`,
  name,
  `+250${number}`,
];

/** By endpoint, how it can be told of a person. An endpoint or method that is missing does not compile. */
export const USES: { readonly [Fn in HttpFunction]: PerEndpoint<Fn, Uses> } = {
  contacts: {
    contacts: {
      GET: ({ person }) => [
        { path: `?urn=${encoded(person.urn)}` },
        ...queriesFor(person).map((query) => ({ path: `?query=${encoded(query)}&sort=name` })),
      ],
      POST: ({ person, contact, other }) => [
        { path: `?uuid=${contact}`, body: { note: person.note, language: 'kin' } },
        {
          path: `?uuid=${contact}`,
          body: { name: person.name, fields: { nickname: person.nickname, card: person.card } },
        },
        { path: `?uuid=${contact}`, body: { urns: [`${person.urn}#${person.display}`, `mailto:${person.mail}`] } },
        { path: `?urn=${encoded(person.urn)}`, body: { fields: { nickname: `${person.nickname} ${person.name}` } } },
        // Each takes an address that the person has, which is refused.
        { path: `?uuid=${other}`, body: { urns: [`${person.urn}#${person.display}`, `mailto:${person.mail}`] } },
        { body: { name: 'Third', urns: [person.urn] } },
        { path: `?uuid=${other}`, body: { fields: { [person.nickname]: person.card } } },
      ],
      DELETE: ({ person }) => [{ path: `?urn=${encoded(`mailto:${person.name}@example.org`)}` }],
    },
    contact_actions: {
      POST: ({ person, group }) => [
        { body: { contacts: [person.urn], action: 'add', group } },
        { body: { contacts: [person.urn, person.name], action: 'block' } },
        { body: { contacts: [person.urn], action: 'add', group: person.name } },
      ],
    },
    contact_export: { GET: ({ contact }) => [{ path: `?contact=${contact}` }] },
    history: { GET: ({ contact, person }) => [{ path: `?contact=${contact}` }, { path: `?contact=${person.name}` }] },
  },
  privacy: {
    erasures: { GET: ({ person }) => [{ path: `?contact=${person.number}` }] },
    sendable: { POST: ({ person }) => [{ body: { urns: [person.urn] } }] },
    suppressions: {
      GET: ({ person }) => [{ path: `?urn=${encoded(person.urn)}` }],
      // Of what is written here only the reason is kept, which is the workspace's own words.
      POST: ({ person }) => [{ body: { urns: [`tel:+250799${person.number.slice(-6)}`], reason: 'On a list' } }],
      DELETE: ({ person }) => [{ path: `?reason=mistake&urn=${encoded(`tel:+250799${person.number.slice(-6)}`)}` }],
    },
  },
  groups: {
    groups: { GET: ({ person }) => [{ path: `?name=${person.name}` }], POST: NOWHERE, DELETE: NOWHERE },
    searches: { GET: NOWHERE, POST: NOWHERE, DELETE: NOWHERE },
  },
  // Files are in-files.ts.
  imports: {
    imports: { GET: NOWHERE, POST: NOWHERE },
    import_reports: { GET: NOWHERE, POST: NOWHERE },
    import_refusals: { GET: NOWHERE },
    import_mappings: { GET: NOWHERE },
  },
  fields: { fields: { GET: ({ person }) => [{ path: `?key=${person.nickname}` }], POST: NOWHERE } },
  flows: {
    flows: { GET: NOWHERE, POST: NOWHERE, DELETE: NOWHERE },
    flow_checks: { POST: NOWHERE },
    definitions: { GET: NOWHERE },
    globals: { GET: NOWHERE, POST: NOWHERE },
  },
  'flow-starts': {
    flow_starts: {
      GET: NOWHERE,
      POST: ({ person, flow, contact, other }) => [
        { body: { flow, urns: [`${person.urn}#${person.display}`], params: { who: person.name, tel: person.number } } },
        { body: { flow, contacts: [contact, other], extra: { who: { deep: [person.card, Number(person.card)] } } } },
        { body: { flow, contacts: [person.urn], params: { who: person.nickname } } },
        ...queriesFor(person).map((query) => ({ body: { flow, query, params: { who: person.note } } })),
      ],
    },
    runs: { GET: ({ contact }) => [{ path: `?contact=${contact}` }] },
    simulations: { POST: ({ flow, contact, person }) => [{ body: { flow, contact, params: { who: person.name } } }] },
  },
  jobs: {
    jobs: {
      GET: NOWHERE,
      POST: ({ person, flow }) => [
        ...queriesFor(person).map((query, index) => ({
          body: { type: 'set_status', status: 'active', selection: { query }, preview: index % 2 === 0 },
        })),
        { body: { type: 'set_status', status: 'active', selection: { contacts: [person.urn] } } },
        { body: { type: 'set_status', status: 'active', selection: { groups: [person.name] } } },
        { body: { type: 'set_field', key: 'nickname', value: person.name, selection: { urns: [person.urn] } } },
        { body: { type: 'flow_start', flow, params: { who: person.name }, selection: { urns: [person.urn] } } },
      ],
    },
    job_contacts: { GET: NOWHERE },
  },
  events: {
    events: {
      POST: ({ person: { urn, text, externalId, display } }) => [
        { body: { type: 'msg_received', urn: `${urn}#${display}`, text, external_id: externalId } },
        { body: { type: 'msg_received', urn, text: `${text} ${urn}`, external_id: urn } },
        { body: { type: 'new_conversation', urn, external_id: `${externalId}-begin` } },
        { body: { type: 'msg_received', urn, text, external_id: externalId } },
      ],
    },
  },
  messages: { messages: { GET: ({ contact }) => [{ path: `?contact=${contact}` }, { path: '?folder=inbox' }] } },
  search: {
    policy_simulations: {
      POST: ({ person }) => queriesFor(person).map((query) => ({ body: { query, stages: [{ do: 'tell', days: 1 }] } })),
    },
    facets: { GET: ({ person }) => [{ path: `?query=${encoded(`name = "${person.name}"`)}` }] },
    queries: { POST: ({ person, contact }) => queriesFor(person).map((query) => ({ body: { query, contact } })) },
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

/** What shows most of what is kept, in each endpoint that lists or shows. */
export const readings = ({ contact, other, group }: Scene): readonly string[] => [
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

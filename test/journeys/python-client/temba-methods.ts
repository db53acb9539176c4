import { type Fetching, type Item, type Params, type TembaClient, tembaClient } from './temba-client.ts';

/** A uuid, a URN, or an object from an earlier answer. */
type Ref = string | Item | null;

/** What is None is left out. */
const said = (body: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));

/** A contact is addressed by URN when what is given has a colon. */
const contactParam = (contact: Ref): Params =>
  typeof contact === 'string' && contact.includes(':') ? { urn: contact } : { uuid: contact as string };

/** The methods of TextIt's Python client that have a meaning here (reference 7.1), by their own names. */
export function tembaMethods(host: string, token: string) {
  const client = tembaClient(host, token);
  const act = (contacts: readonly Ref[], action: string, group?: Ref) =>
    client.post('contact_actions.json', {}, said({ contacts, action, group }));
  return {
    get_org: () => client.single('org.json'),
    ...contactMethods(client),
    bulk_add_contacts: (contacts: Ref[], group: Ref) => act(contacts, 'add', group),
    bulk_remove_contacts: (contacts: Ref[], group: Ref) => act(contacts, 'remove', group),
    bulk_block_contacts: (contacts: Ref[]) => act(contacts, 'block'),
    bulk_unblock_contacts: (contacts: Ref[]) => act(contacts, 'unblock'),
    bulk_interrupt_contacts: (contacts: Ref[]) => act(contacts, 'interrupt'),
    bulk_delete_contacts: (contacts: Ref[]) => act(contacts, 'delete'),
    bulk_archive_contact_messages: (contacts: Ref[]) => act(contacts, 'archive_messages'),
    ...groupAndFieldMethods(client),
    ...flowMethods(client),
    get_messages: (params: Params = {}) => client.query('messages.json', params),
    /** What the client asks of endpoints that are about messaging. */
    get_other: (endpoint: string) => client.query(`${endpoint}.json`),
  };
}

const contactMethods = (client: TembaClient) => ({
  get_contacts: (params: Params = {}, fetching?: Fetching) => client.query('contacts.json', params, fetching),
  create_contact: (body: Readonly<Record<string, unknown>> = {}) => client.post('contacts.json', {}, said(body)),
  update_contact: (contact: Ref, body: Readonly<Record<string, unknown>>) =>
    client.post('contacts.json', contactParam(contact), said(body)),
  delete_contact: (contact: Ref) => client.remove('contacts.json', contactParam(contact)),
});

const groupAndFieldMethods = (client: TembaClient) => ({
  get_groups: (params: Params = {}) => client.query('groups.json', params),
  create_group: (name: string) => client.post('groups.json', {}, { name }),
  update_group: (group: Ref, name: string) => client.post('groups.json', { uuid: group as string }, { name }),
  delete_group: (group: Ref) => client.remove('groups.json', { uuid: group as string }),
  get_fields: (params: Params = {}) => client.query('fields.json', params),
  create_field: (name: string, type: string) => client.post('fields.json', {}, { name, type }),
  update_field: (field: Ref, name: string, type: string) =>
    client.post('fields.json', { key: field as string }, { name, type }),
});

const flowMethods = (client: TembaClient) => ({
  get_flows: (params: Params = {}) => client.query('flows.json', params),
  get_flow_starts: (params: Params = {}) => client.query('flow_starts.json', params),
  create_flow_start: (body: Readonly<Record<string, unknown>>) => client.post('flow_starts.json', {}, said(body)),
  get_definitions: (flows: Params[string], campaigns?: Params[string], dependencies?: string) =>
    client.single('definitions.json', { flow: flows, campaign: campaigns, dependencies }),
  get_runs: (params: Params = {}) => client.query('runs.json', params),
});

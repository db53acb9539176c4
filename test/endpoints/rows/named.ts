import { randomUUID } from 'node:crypto';
import { type Client, createPeople, jobOf, phone, prepare, setStatus } from '../../support/api/client.ts';
import { flowWith } from '../../support/api/flows.ts';
import type { Stage } from '../../support/api/stage.ts';
import { sendFile } from '../../support/imports/send-file.ts';

/** The things of a workspace that requests may name. */
export interface Named {
  /** An active contact in the group, with the field. */
  readonly contact: string;
  readonly urn: string;
  /** A suppressed address, which no contact has. */
  readonly suppressed: string;
  readonly archived: string;
  readonly blocked: string;
  readonly group: string;
  readonly groupName: string;
  /** Key of a field. */
  readonly field: string;
  readonly flow: string;
  /** For good requests that delete, so that one workspace is enough for all: a group without members, and a flow. */
  readonly spareGroup: string;
  /** A saved search. */
  readonly search: string;
  readonly spareSearch: string;
  readonly spareFlow: string;
  /** Of the contact in the flow; completed. */
  readonly start: string;
  /** The preview of a deletion of everything archived. */
  readonly job: string;
  readonly jobToken: string;
  /** An import whose file has not been uploaded. */
  readonly imported: string;
  /** One that was previewed, with one row that is refused. */
  readonly read: string;
  /** Uuid of a viewer's token. */
  readonly token: string;
  /** Of somebody who has not signed in yet. */
  readonly invitation: string;
  readonly webhook: string;
  readonly channel: string;
  readonly policy: string;
  readonly sparePolicy: string;
  /** Of the contact. */
  readonly message: string;
}

/** A uuid that nothing has. */
export const NOTHING = '00000000-0000-4000-8000-000000000000';

/** Creates one of everything in a workspace. `first` keeps the phone numbers and flows of two workspaces different. */
export async function furnish(stage: Stage, client: Client, name: string, first: number): Promise<Named> {
  await prepare(client);
  const group = await client.post('groups.json', { name });
  const spareGroup = await client.post('groups.json', { name: `${name} spare` });
  const search = await client.post('searches.json', { name, query: 'name = ""' });
  const spareSearch = await client.post('searches.json', { name: `${name} spare`, query: 'name = ""' });
  const field = await client.post('fields.json', { name: `${name} field`, type: 'text' });
  const flow = flowWith(name, first, [{ type: 'set_contact_language', language: 'kin' }]);
  const spareFlow = flowWith(`${name} spare`, first + 100, [{ type: 'set_contact_language', language: 'fra' }]);
  for (const definition of [flow, spareFlow]) await client.post('flows.json', definition);
  const given = { first, groups: [name], fields: { [field.key]: '1' } };
  const [contact = '', archived = '', blocked = ''] = await createPeople(client, 3, given);
  const said = { type: 'msg_received', urn: phone(first), text: 'Hello', external_id: name };
  const { message } = await client.post('events.json', said);
  const start = await client.post('flow_starts.json', { flow: flow.uuid, contacts: [contact] });
  await setStatus(client, 'archived', archived);
  await setStatus(client, 'blocked', blocked);
  const job = await client.post('jobs.json', { type: 'delete', selection: { folder: 'archived' }, preview: true });
  const suppressed = phone(first + 90);
  await client.post('suppressions.json', { urns: [suppressed], reason: 'On a list' });
  const imported = await client.post('imports.json', { name, files: [{ name: 'people.csv' }] });
  const read = await client.post('imports.json', { name, files: [{ name: 'people.csv' }] });
  await sendFile(stage, read.uploads[0], `Phone,Name\n${phone(first + 91)},Eve\n12,Dan\n`);
  await client.post(`imports.json?uuid=${read.uuid}`, { action: 'preview' });
  const token = await client.post('tokens.json', { role: 'viewer', name });
  const invitation = await client.post('people.json', { email: 'eve@example.org', role: 'viewer' });
  const hook = { url: 'https://hooks.example.com/', events: ['job.failed'] };
  const channel = await client.post('channels.json', { kind: 'external' });
  const webhook = await client.post('webhooks.json', hook);
  const quiet = { name, stages: [{ do: 'archive', days: 400 }] };
  const policy = await client.post('policies.json', quiet);
  const sparePolicy = await client.post('policies.json', quiet);
  await stage.settle();
  return {
    contact,
    urn: phone(first),
    suppressed,
    archived,
    blocked,
    group: group.uuid,
    groupName: name,
    spareGroup: spareGroup.uuid,
    search: search.uuid,
    spareSearch: spareSearch.uuid,
    spareFlow: spareFlow.uuid,
    field: field.key,
    flow: flow.uuid,
    start: start.uuid,
    job: job.uuid,
    jobToken: (await jobOf(client, job.uuid)).token,
    imported: imported.uuid,
    read: read.uuid,
    token: token.uuid,
    invitation: invitation.uuid,
    webhook: webhook.uuid,
    channel: channel.uuid,
    policy: policy.uuid,
    sparePolicy: sparePolicy.uuid,
    message: message.uuid,
  };
}

let numbers = 800_000;

/** Names of things that exist in no workspace. */
export function neverGiven(): Named {
  const number = numbers++;
  return {
    contact: randomUUID(),
    urn: phone(number),
    suppressed: phone(number + 50_000),
    archived: randomUUID(),
    blocked: randomUUID(),
    group: randomUUID(),
    // As long as "Theirs": error messages count letters.
    groupName: `N${String(number).slice(-5)}`,
    spareGroup: randomUUID(),
    search: randomUUID(),
    spareSearch: randomUUID(),
    spareFlow: randomUUID(),
    field: `nothing_${number}`,
    flow: randomUUID(),
    start: randomUUID(),
    job: randomUUID(),
    jobToken: randomUUID(),
    imported: randomUUID(),
    read: randomUUID(),
    token: randomUUID(),
    invitation: randomUUID(),
    webhook: randomUUID(),
    channel: randomUUID(),
    policy: randomUUID(),
    sparePolicy: randomUUID(),
    message: randomUUID(),
  };
}

import { randomUUID } from 'node:crypto';
import { type Client, createPeople, jobOf, phone, prepare, setStatus } from '../../support/api/client.ts';
import { flowWith } from '../../support/api/flows.ts';
import type { Stage } from '../../support/api/stage.ts';
import { sendFile } from '../../support/imports/send-file.ts';

/** The things of a workspace that requests may name. */
export type Named = Awaited<ReturnType<typeof furnish>>;

/** Creates one of everything in a workspace. `first` keeps the phone numbers and flows of two workspaces different. */
export async function furnish(stage: Stage, client: Client, name: string, first: number) {
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
    /** An active contact in the group, with the field. */
    contact,
    urn: phone(first),
    /** An address, which no contact has. */
    suppressed,
    archived,
    blocked,
    group: String(group.uuid),
    groupName: name,
    /** For good requests that delete, so that one workspace is enough for all: a group without members, and others. */
    spareGroup: String(spareGroup.uuid),
    search: String(search.uuid),
    spareSearch: String(spareSearch.uuid),
    spareFlow: spareFlow.uuid,
    /** Its key. */
    field: String(field.key),
    flow: flow.uuid,
    /** Of the contact in the flow; completed. */
    start: String(start.uuid),
    /** The preview of a deletion of everything archived. */
    job: String(job.uuid),
    jobToken: String((await jobOf(client, job.uuid)).token),
    /** An import whose file has not been uploaded. */
    imported: String(imported.uuid),
    /** One that was previewed, with one row that is refused. */
    read: String(read.uuid),
    /** Uuid of a viewer's token. */
    token: String(token.uuid),
    /** Of somebody who has not signed in yet. */
    invitation: String(invitation.uuid),
    webhook: String(webhook.uuid),
    channel: String(channel.uuid),
    policy: String(policy.uuid),
    sparePolicy: String(sparePolicy.uuid),
    /** Of the contact. */
    message: String(message.uuid),
  };
}

let numbers = 800_000;

/** The same names, of things that exist in no workspace. */
export function neverGiven(like: Named): Named {
  const number = numbers++;
  return {
    ...(Object.fromEntries(Object.keys(like).map((name) => [name, randomUUID()])) as Record<keyof Named, string>),
    urn: phone(number),
    suppressed: phone(number + 50_000),
    // As long as "Theirs": error messages count letters.
    groupName: `N${String(number).slice(-5)}`,
    field: `nothing_${number}`,
  };
}

import { type Client, createPeople, jobOf, phone, prepare, setStatus } from '../../support/api/client.ts';
import { ARCHIVING_FLOW, movingFlow } from '../../support/api/flows.ts';
import type { InProcessStage } from '../../support/in-process/clients.ts';

/**
 * A workspace with some of everything: all folders, both sorts of groups, jobs, messages, opt-outs, deleted contacts.
 */
export async function fullWorkspace(stage: InProcessStage): Promise<Client> {
  const client = await stage.open();
  await prepare(client);
  await client.post('fields.json', { name: 'Age', type: 'number' });
  const make = (name: string, more = {}) => client.post('groups.json', { name, ...more });
  const [left, right] = [await make('Left'), await make('Right'), await make('Adults', { query: 'age > 17' })];
  await stage.settle();
  const people = await createPeople(client, 12, { groups: [left.uuid], fields: { age: '31' } });
  await createPeople(client, 4, { first: 100, fields: { age: '9' } });
  const [archived = '', stopped = '', blocked = '', gone = '', former = ''] = people;
  await client.post('events.json', { type: 'msg_received', urn: phone(5), text: 'Muraho' });
  await client.post('events.json', { type: 'msg_received', urn: phone(2), text: 'before' });
  await client.post('events.json', { type: 'stop_contact', urn: phone(1) });
  await client.post('events.json', { type: 'stop_contact', urn: phone(4) });
  await setStatus(client, 'archived', archived, gone, former);
  await setStatus(client, 'blocked', blocked);
  await setStatus(client, 'stopped', stopped);
  await client.post('events.json', { type: 'msg_received', urn: phone(2), text: 'from a blocked contact' });
  for (const flow of [ARCHIVING_FLOW, movingFlow(2_000, left, right)]) await client.post('flows.json', flow);
  await client.post('flow_starts.json', { flow: movingFlow(2_000, left, right).uuid, groups: [left.uuid] });
  await stage.settle();
  await client.ask('DELETE', `contacts.json?uuid=${gone}`);
  await deleteArchived(stage, client, former);
  await stage.settle();
  return client;
}

async function deleteArchived(stage: InProcessStage, client: Client, contact: string): Promise<void> {
  const preview = { type: 'delete', selection: { contacts: [contact] }, preview: true };
  const { uuid } = await client.post('jobs.json', preview);
  await stage.settle();
  const { token, total: count } = await jobOf(client, uuid);
  await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count });
}

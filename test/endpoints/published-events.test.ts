import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ENTRY_SCHEMA, EVENT_SCHEMAS } from '../../shared/domain/bus/events.schema.ts';
import { BUS_TYPES } from '../../shared/domain/bus-types.ts';
import { type Client, createPeople, prepare } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

async function openAsking(events: readonly string[]): Promise<Client> {
  const client = await stage().open();
  await prepare(client);
  await client.post('settings.json', { events });
  return client;
}

async function entriesOf(client: Client) {
  await stage().settle();
  return stage().service.told((await client.get('workspace.json')).uuid);
}

const eventsOf = async (client: Client) => (await entriesOf(client)).flatMap(({ events }) => events);

const archiveAll = async (client: Client) => {
  const contacts = (await client.all('contacts.json')).map(({ uuid }) => uuid);
  const body = { type: 'set_status', status: 'archived', selection: { contacts } };
  const { uuid } = await client.post('jobs.json', body);
  await stage().settle();
  return uuid as string;
};

describe('what a workspace asked to be told', () => {
  it('is nothing until it asks', async () => {
    const client = await stage().open();
    await prepare(client);
    await createPeople(client, 2);
    await archiveAll(client);
    expect((await client.get('settings.json')).events).toEqual([]);
    expect(await eventsOf(client)).toEqual([]);
  });

  it('are only the types that it named', async () => {
    const client = await openAsking(['job.completed']);
    await createPeople(client, 2);
    const job = await archiveAll(client);
    const entries = await entriesOf(client);
    expect(entries).toMatchObject([{ types: ['job.completed'], webhooks: false }]);
    expect(entries.flatMap(({ events }) => events)).toMatchObject([
      { id: `${job}.completed`, type: 'job.completed', job: { uuid: job, kind: 'set_status', total: 2, changed: 2 } },
    ]);
  });

  it('has the form of its schema, and no name, address or value', async () => {
    const client = await openAsking(BUS_TYPES);
    await client.post('fields.json', { label: 'District', value_type: 'text' });
    const group = await client.post('groups.json', { name: 'Reporters' });
    const [uuid] = await createPeople(client, 1, { groups: [group.uuid], fields: { district: 'Gasabo' } });
    await client.post('events.json', {
      type: 'msg_received',
      urn: 'tel:+250788000000',
      text: 'Muraho',
      external_id: '1',
    });
    await client.post(`contacts.json?uuid=${uuid}`, { name: 'Mukamana', groups: [], fields: { district: 'Kicukiro' } });
    const later = { not_before: new Date(Date.now() + 86_400_000).toISOString() };
    await client.post('jobs.json', {
      type: 'set_status',
      status: 'blocked',
      selection: { folder: 'active' },
      ...later,
    });
    await stage().settle();
    await archiveAll(client);
    await client.ask('DELETE', `contacts.json?uuid=${uuid}`);
    const entries = await entriesOf(client);
    for (const entry of entries) z.parse(ENTRY_SCHEMA, entry);
    const events = entries.flatMap(({ events }) => events);
    for (const event of events) z.parse(EVENT_SCHEMAS[event.type], event);
    expect(events.map(({ type }) => type).sort()).toEqual([
      'contact.changed',
      'contact.changed',
      'contact.created',
      'contact.deleted',
      'contact.seen',
      'job.completed',
      'job.scheduled',
      'job.started',
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/Mukamana|Person|250788|Gasabo|Kicukiro|Reporters|Muraho/);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('says of a change which fields and groups, and from where to where', async () => {
    const client = await openAsking(['contact.changed']);
    const group = await client.post('groups.json', { name: 'Reporters' });
    await client.post('fields.json', { label: 'District', value_type: 'text' });
    const [uuid] = await createPeople(client, 1, { groups: [group.uuid] });
    await client.post(`contacts.json?uuid=${uuid}`, { fields: { district: 'Gasabo' } });
    const job = await archiveAll(client);
    const [first, second] = await eventsOf(client);
    expect(first).toMatchObject({
      changed: ['fields'],
      fields: ['district'],
      via: 'api',
      contact: { uuid, folder: 'active' },
    });
    expect(second).toMatchObject({
      via: 'job',
      job,
      contact: { uuid, folder: 'archived' },
      previous_folder: 'active',
      groups: { joined: [], left: [group.uuid] },
    });
  });

  it('is refused where it is no type, or named twice', async () => {
    const client = await stage().open();
    expect((await client.ask('POST', 'settings.json', { events: ['contact.eaten'] })).body).toEqual({
      events: { 0: ['"contact.eaten" is not a valid choice.'] },
      hint: { events: { 0: [expect.stringContaining('Choose one of: ')] } },
    });
    expect((await client.ask('POST', 'settings.json', { events: ['job.failed', 'job.failed'] })).body).toEqual({
      events: { 1: ['This type is named twice.'] },
    });
  });
});

describe('a job', () => {
  it('tells how far it is at most twenty times, however many slices it has', async () => {
    const client = await openAsking(['job.progress', 'job.interrupted']);
    await createPeople(client, 3);
    const body = { type: 'set_status', status: 'archived', selection: { folder: 'active' }, preview: true };
    const { uuid } = await client.post('jobs.json', body);
    await stage().settle();
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'interrupt' });
    expect((await eventsOf(client)).map(({ id }) => id)).toEqual([`${uuid}.interrupted`]);
  });

  it('without contacts is completed without having started', async () => {
    const client = await openAsking(['job.started', 'job.completed']);
    const body = { type: 'set_status', status: 'archived', selection: { folder: 'active' } };
    const { uuid } = await client.post('jobs.json', body);
    expect((await eventsOf(client)).map(({ id }) => id)).toEqual([`${uuid}.completed`]);
  });
});

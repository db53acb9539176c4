/** A job is taken back: whatever it changed is as it was, but for what others have changed since. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/api/client.ts';
import { onUndoStage } from './undo-stage.ts';

const { stage, programme, done, undo, contactOf, outcomesOf } = onUndoStage();

/** Sends contacts through a flow of one node with these actions. */
async function sent(client: Client, contacts: readonly string[], actions: readonly object[]) {
  const id = (n: number) => `5b6c7d8e-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const node = {
    uuid: id(2),
    actions: actions.map((action, i) => ({ uuid: id(10 + i), ...action })),
    exits: [{ uuid: id(3), destination_uuid: null }],
  };
  await client.post('flows.json', {
    ...{ uuid: id(1), name: 'Several', spec_version: '14.4.1', language: 'eng', type: 'messaging_background' },
    nodes: [node],
  });
  return done(client, 'jobs.json', { type: 'flow_start', flow: id(1), selection: { contacts } });
}

const ARCHIVE = { type: 'set_status', status: 'archived' };
describe('undoing a job', () => {
  it('puts back status and groups, and says in history who did it by which job', async () => {
    const { client, farmers, contacts } = await programme();
    const archived = await done(client, 'jobs.json', { ...ARCHIVE, selection: { groups: [farmers] } });
    expect(archived).toMatchObject({ status: 'completed', changed: 3, seconds: expect.any(Number) });
    const undone = await undo(client, archived['uuid']);
    expect(undone).toMatchObject({
      ...{ type: 'undo', status: 'completed', total: 3, changed: 3, target: { job: archived['uuid'] } },
      selection: { job: archived['uuid'], outcome: 'changed' },
    });
    for (const uuid of contacts) {
      const contact = await contactOf(client, uuid);
      expect(contact).toMatchObject({ status: 'active', groups: [{ uuid: farmers }], fields: { crop: 'maize' } });
    }
    const { results } = await client.get(`history.json?contact=${contacts[0]}`);
    expect(results[0]).toMatchObject({ _job: undone['uuid'], type: 'contact_groups_changed' });
  });

  it('leaves who was changed since, and counts being seen as no change', async () => {
    const { client, farmers, contacts } = await programme();
    const [ann, bob, cid] = contacts as [string, string, string];
    const archived = await done(client, 'jobs.json', { ...ARCHIVE, selection: { groups: [farmers] } });
    await client.post(`contacts.json?uuid=${ann}`, { name: 'Anne' });
    await client.post('contact_actions.json', { contacts: [bob], action: 'set_status', status: 'active' });
    await stage().service.settle();
    await client.post('contact_actions.json', { contacts: [bob], action: 'set_status', status: 'archived' });
    await client.post('events.json', { type: 'mo_call', urn: 'tel:+250788000002' });
    await stage().service.settle();
    const undone = await undo(client, archived['uuid']);
    expect(undone).toMatchObject({ status: 'completed', changed: 2, skipped: { changed_since: 1 } });
    expect((await outcomesOf(client, undone['uuid'])).sort()).toEqual([
      ['Anne', 'changed'],
      ['Bob', 'changed_since'],
      ['Cid', 'changed'],
    ]);
    expect(await contactOf(client, bob)).toMatchObject({ status: 'archived', groups: [] });
    expect(await contactOf(client, cid)).toMatchObject({ status: 'active', groups: [{ uuid: farmers }] });
  });

  it.each([
    ['stopped', 'archived'],
    ['blocked', 'archived'],
    ['stopped', 'blocked', 'archived'],
    ['archived', 'stopped'],
  ])('takes back a flow after which people are first %s, then %s', async (...statuses) => {
    const { client, farmers, contacts } = await programme();
    const job = await sent(
      client,
      contacts,
      statuses.map((status) => ({ type: 'set_contact_status', status })),
    );
    await client.post('events.json', { type: 'stop_contact', urn: 'tel:+250788000000' });
    await stage().service.settle();
    const undone = await undo(client, job['uuid']);
    expect((await outcomesOf(client, undone['uuid'])).sort()).toEqual([
      ['Ann', 'changed_since'],
      ['Bob', 'changed'],
      ['Cid', 'changed'],
    ]);
    expect(await contactOf(client, contacts[1] as string)).toMatchObject({
      status: 'active',
      groups: [{ uuid: farmers }],
    });
    const redone = await undo(client, undone['uuid']);
    expect(redone).toMatchObject({ changed: 2 });
    expect(await contactOf(client, contacts[1] as string)).toMatchObject({ status: statuses.at(-1), groups: [] });
  });

  it('has nothing to take back of a flow after which people are what they were', async () => {
    const { client, contacts } = await programme();
    const crop = (value: string) => ({ type: 'set_contact_field', field: { key: 'crop', name: 'Crop' }, value });
    const job = await sent(client, contacts, [crop('beans'), crop('maize')]);
    expect(job).toMatchObject({ status: 'completed', changed: 0, unchanged: 3 });
    const path = `jobs.json?uuid=${job['uuid']}`;
    expect(await client.ask('POST', path, { action: 'undo' })).toMatchObject({ status: 400 });
  });

  it('tells in a preview how many come back whom the job had stopped', async () => {
    const { client, contacts } = await programme();
    const stopped = await done(client, 'jobs.json', {
      ...{ type: 'set_status', status: 'stopped', selection: { contacts } },
    });
    const ready = await done(client, `jobs.json?uuid=${stopped['uuid']}`, { action: 'undo', preview: true });
    expect(ready['warnings']).toContainEqual(expect.objectContaining({ code: 'brought_back', count: 3 }));
  });
});

describe('a job that changed more contacts than may be changed unseen', () => {
  it('is undone by a preview only, that is run with its count', async () => {
    const { client, farmers } = await programme();
    const archived = await done(client, 'jobs.json', { ...ARCHIVE, selection: { groups: [farmers] } });
    await client.post('settings.json', { confirm_above: 2 });
    const path = `jobs.json?uuid=${archived['uuid']}`;
    const preview = [expect.stringMatching(/^More than 2 contacts are changed only after a preview/)];
    expect(await client.ask('POST', path, { action: 'undo' })).toMatchObject({ status: 400, body: { preview } });
    const ready = await done(client, path, { action: 'undo', preview: true });
    const [run, token] = [`jobs.json?uuid=${ready['uuid']}`, ready['token']];
    expect(await client.ask('POST', run, { action: 'run', token })).toMatchObject({ status: 400 });
    expect(await done(client, run, { action: 'run', token, count: 3 })).toMatchObject({ changed: 3 });
  });
});

describe('a job is not undone', () => {
  let client: Client;
  let contacts: readonly string[];
  beforeAll(async () => {
    ({ client, contacts } = await programme());
  });

  const refused = async (job: unknown, detail: string) => {
    const answer = await client.ask('POST', `jobs.json?uuid=${job}`, { action: 'undo' });
    expect(answer).toMatchObject({ status: 400, body: { detail } });
  };

  it('when it has changed nobody', async () => {
    const selection = { contacts };
    const active = await done(client, 'jobs.json', { type: 'set_status', status: 'active', selection });
    await refused(active['uuid'], 'The job has changed no contact: there is nothing to undo.');
  });

  it('before it has ended', async () => {
    const { uuid } = await client.post('jobs.json', {
      ...ARCHIVE,
      selection: { contacts: [contacts[0]] },
      preview: true,
    });
    await stage().service.settle();
    await refused(uuid, 'Only a job that has ended can be undone: interrupt it first.');
  });

  it('when it was a deletion', async () => {
    const { uuid } = await client.post('jobs.json', {
      type: 'delete',
      selection: { folder: 'archived' },
      preview: true,
    });
    await stage().service.settle();
    await refused(uuid, 'A deletion is for good: it cannot be undone.');
  });
});

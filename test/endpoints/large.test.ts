import { describe, expect, it } from 'vitest';
import { type Client, createPeople, prepare } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

const ARCHIVE = { type: 'set_status', status: 'archived' };

/** Three people of a group, of whom two may be changed unseen; counted. */
async function openCounted(): Promise<Client> {
  const client = await stage().open();
  await prepare(client);
  await client.post('settings.json', { confirm_above: 2 });
  await client.post('groups.json', { name: 'Reporters' });
  await createPeople(client, 3, { groups: ['Reporters'] });
  await stage().settle();
  return client;
}

const ask = (client: Client, body: object) => client.ask('POST', 'jobs.json', { ...ARCHIVE, ...body });

describe('a job over more contacts than may be changed unseen', () => {
  it.each([
    ['a folder', { selection: { folder: 'active' } }],
    ['a group', { selection: { groups: ['Reporters'] } }],
  ])('is refused at once when %s is counted with as many', async (_, body) => {
    const client = await openCounted();
    const answer = await ask(client, body);
    expect(answer).toMatchObject({ status: 400, body: { preview: [expect.stringContaining('More than 2 contacts')] } });
    expect((await client.get('jobs.json')).results).toEqual([]);
    expect(await ask(client, { ...body, preview: true })).toMatchObject({ status: 202 });
  });

  it.each([
    ['some of them are left out', { selection: { folder: 'active' }, exclude: { groups: ['Reporters'] } }],
    ['it is over a smaller folder', { selection: { folder: 'blocked' } }],
    ['it is over a query, which nobody counts', { selection: { query: 'name ~ Person' } }],
  ])('is not refused when %s', async (_, body) => {
    expect(await ask(await openCounted(), body)).toMatchObject({ status: 202 });
  });

  it('changes nothing, as an export, and is not refused', async () => {
    const body = { type: 'export', format: 'csv', selection: { folder: 'active' } };
    expect(await (await openCounted()).ask('POST', 'jobs.json', body)).toMatchObject({ status: 202 });
  });
});

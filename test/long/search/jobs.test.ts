import { beforeEach, describe, expect, it } from 'vitest';
import { exactCounts } from '../../support/api/census.ts';
import { type Client, jobOf, setStatus, sideBySide } from '../../support/api/client.ts';
import { ARCHIVING_FLOW } from '../../support/api/flows.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { type Json, sorted, uuidsOf } from './search-requests.ts';

const PEOPLE = 40;

const stage = onInProcessStage();

/** Forty active contacts, of every age from 0 to 39. */
let own: Client;
let uuids: string[];

beforeEach(async () => {
  own = await stage().open();
  await own.post('fields.json', { name: 'Age', type: 'number' });
  await own.post('flows.json', ARCHIVING_FLOW);
  const ages = Array.from({ length: PEOPLE }, (_, age) => age);
  const created = await sideBySide(ages, (age) =>
    own.post('contacts.json', { name: `Person ${age}`, fields: { age: String(age) } }),
  );
  uuids = uuidsOf(created);
  await stage().settle();
});

const folders = async () => (await exactCounts(own)).folders;

async function done(path: string, body: object): Promise<Json> {
  const { uuid } = await own.post(path, body);
  await stage().settle();
  return jobOf(own, uuid);
}

const setTo = (status: string, selection: object) => done('jobs.json', { type: 'set_status', status, selection });

describe('A job over the matches of a query', () => {
  it('sets the status of exactly the contacts that match', async () => {
    const job = await setTo('blocked', { query: 'age < 5' });
    expect(job).toMatchObject({ status: 'completed', total: 5, changed: 5, unchanged: 0, skipped: {}, failed: {} });
    expect(await folders()).toMatchObject({ active: 35, blocked: 5 });
  });

  it('searches the folder that is named', async () => {
    await setTo('blocked', { query: 'age < 5' });
    expect(await setTo('archived', { query: 'age < 10', folder: 'blocked' })).toMatchObject({ changed: 5 });
    expect(await folders()).toMatchObject({ active: 35, archived: 5, blocked: 0 });
  });

  it('searches all folders when the query has a status', async () => {
    await setTo('archived', { query: 'age < 5' });
    const query = 'age < 10 AND (status = active OR status = archived)';
    expect(await setTo('archived', { query })).toMatchObject({ total: 10, changed: 5, unchanged: 5 });
    expect(await folders()).toMatchObject({ active: 30, archived: 10 });
  });

  it('starts exactly the active matches in a flow', async () => {
    await setTo('blocked', { query: 'age < 10' });
    const job = await done('flow_starts.json', { flow: ARCHIVING_FLOW.uuid, query: 'age < 20' });
    expect(job).toMatchObject({ type: 'flow_start', status: 'completed', total: 10, changed: 10 });
    const [start] = (await own.get(`flow_starts.json?uuid=${job.uuid}`)).results;
    expect(start).toMatchObject({
      // Masked once its contacts were frozen.
      query: 'fields.age < "********"',
      status: 'completed',
      progress: { total: 10, started: 10 },
    });
    expect(await folders()).toMatchObject({ active: 20, archived: 10, blocked: 10 });
  });

  it('deletes only archived contacts, exactly those that the preview counted', async () => {
    await setTo('archived', { query: 'age < 20' });
    const asked = { type: 'delete', preview: true, selection: { query: 'age >= 15' } };
    const preview = await done('jobs.json', asked);
    expect(preview).toMatchObject({ status: 'ready', total: 5, token: expect.any(String) });
    expect(await folders()).toMatchObject({ active: 20, archived: 20, deleted: 0 });
    // Archived after the preview, so not deleted.
    await setStatus(own, 'archived', uuids[30] ?? '');
    const run = { action: 'run', token: preview.token, count: 5 };
    expect(await done(`jobs.json?uuid=${preview.uuid}`, run)).toMatchObject({ status: 'completed', changed: 5 });
    expect(await folders()).toMatchObject({ active: 19, archived: 16, deleted: 5 });
    const left = uuids.filter((_, age) => age < 15 || age >= 20);
    expect(sorted(uuidsOf(await own.all('contacts.json')))).toEqual(sorted(left));
  });

  it('refuses a deletion of contacts that are not archived, and a query together with groups or contacts', async () => {
    const before = await folders();
    const remove = { type: 'delete', preview: true };
    const refused: readonly (readonly [string, object])[] = [
      ['jobs.json', { ...remove, selection: { query: 'age > 0', folder: 'active' } }],
      ['jobs.json', { ...remove, preview: false, selection: { query: 'age > 0' } }],
      ['jobs.json', { ...remove, selection: { query: 'age > 0', contacts: [uuids[0]] } }],
      ['flow_starts.json', { flow: ARCHIVING_FLOW.uuid, query: 'age > 0', contacts: [uuids[0]] }],
    ];
    for (const request of refused) expect(await own.ask('POST', ...request)).toMatchObject({ status: 400 });
    await stage().settle();
    expect(await folders()).toEqual(before);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { exactCounts, takeCensus } from '../support/api/census.ts';
import { type Client, contactOf, createPeople, jobOf, setStatus } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

/** A deletion is previewed, and exactly the contacts of the preview are deleted. */

const stage = onInProcessStage();
let client: Client;
let active: string;
let archived: string;
let blocked: string;

beforeEach(async () => {
  client = await stage().open();
  [active = '', archived = '', blocked = ''] = await createPeople(client, 3);
  await setStatus(client, 'archived', archived);
  await setStatus(client, 'blocked', blocked);
  await stage().settle();
});

/** Does something that must not change any contact or count. */
async function changingNothing<Result>(work: () => Promise<Result>): Promise<Result> {
  const before = await takeCensus(client);
  const result = await work();
  await stage().settle();
  expect(await takeCensus(client)).toEqual(before);
  await exactCounts(client);
  return result;
}

/** A previewed deletion: the path that controls it, and its token. */
async function preview(selection: object) {
  const { uuid } = await client.post('jobs.json', { type: 'delete', selection, preview: true });
  await stage().settle();
  const { token, total } = await jobOf(client, uuid);
  return { uuid, token, total, address: `jobs.json?uuid=${uuid}` };
}

describe('A deletion', () => {
  it('of contacts by name leaves out those that are not archived, and is over when there are no others', async () => {
    const job = await changingNothing(async () => {
      const { uuid } = await preview({ contacts: [active, blocked] });
      return jobOf(client, uuid);
    });
    expect(job).toMatchObject({ status: 'completed', total: 0, changed: 0, excluded: { not_archived: 2 } });
  });

  it('runs with its token and count only', async () => {
    const { uuid, address, token } = await preview({ folder: 'archived' });
    const run = (given: object) => client.ask('POST', address, { action: 'run', ...given });
    await changingNothing(async () => {
      expect(await run({ count: 1 })).toMatchObject({ status: 400, body: { token: ['This field is required.'] } });
      const wrongToken = { token: ['The token is not the one that the preview answered.'] };
      expect(await run({ token: `${token}x`, count: 1 })).toMatchObject({ status: 400, body: wrongToken });
      for (const count of [undefined, 0, 2])
        expect(await run({ token, count })).toMatchObject({ status: 400, body: { count: [expect.any(String)] } });
      expect(await jobOf(client, uuid)).toMatchObject({ status: 'ready', total: 1, slices: { done: 0 } });
    });
  });

  it('runs only once, and what it deleted does not exist any more', async () => {
    const { uuid, address, token } = await preview({ folder: 'archived' });
    const { folders } = await exactCounts(client);
    const run = () => client.ask('POST', address, { action: 'run', token, count: 1 });
    const again = { detail: 'Only a previewed job that is ready can be run.' };
    expect((await run()).status).toBe(200);
    expect(await run()).toMatchObject({ status: 400, body: again });
    await stage().settle();
    expect(await jobOf(client, uuid)).toMatchObject({ status: 'completed', total: 1, changed: 1, skipped: {} });
    expect((await exactCounts(client)).folders).toEqual({ ...folders, archived: 0, deleted: 1 });
    await changingNothing(async () => {
      expect(await run()).toMatchObject({ status: 400, body: again });
      for (const action of ['pause', 'resume', 'interrupt'])
        expect((await client.ask('POST', address, { action })).status).toBe(400);
    });
    expect(await contactOf(client, archived)).toBeUndefined();
    const modified = await client.ask('POST', `contacts.json?uuid=${archived}`, { name: 'Back' });
    expect(modified.body).toEqual({ non_field_errors: ["Deleted contacts can't be modified."] });
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, createPeople, jobOf, prepare, setStatus } from '../support/api/client.ts';
import { preview, upload } from '../support/imports/import-files.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
let administrator: Client;
let editor: Client;
let viewer: Client;

beforeAll(async () => {
  administrator = await stage().open();
  await prepare(administrator);
  const as = async (role: string): Promise<Client> => {
    const { token } = await administrator.post('tokens.json', { role, name: role });
    return stage().as(token);
  };
  [editor, viewer] = [await as('editor'), await as('viewer')];
});

const NOT_ALLOWED = { status: 403, body: { detail: 'You do not have permission to perform this action.' } };

const steer = (client: Client, uuid: string, body: object) => client.ask('POST', `jobs.json?uuid=${uuid}`, body);

/** A preview of the deletion of one archived person. */
async function deletionBy(client: Client, first: number) {
  const [person = ''] = await createPeople(administrator, 1, { first });
  await setStatus(administrator, 'archived', person);
  const selection = { contacts: [person] };
  const { uuid } = await client.post('jobs.json', { type: 'delete', selection, preview: true });
  await stage().settle();
  return { uuid, ...(await jobOf(client, uuid)) };
}

describe('Nobody finishes what they may not start', () => {
  it('an import is run, undone and ended by administrators, who alone see its token', async () => {
    const files = [{ name: 'people.csv', content: 'Phone\n+250788000500' }];
    const shown = await preview(stage(), administrator, await upload(stage(), administrator, files));
    const { uuid, token, total } = shown.job;
    expect(token).toEqual(expect.any(String));
    for (const [other, steps] of [
      [editor, ['pause']],
      [viewer, []],
    ] as const) {
      const seen = await jobOf(other, uuid);
      expect(seen).not.toHaveProperty('token');
      expect(seen).toMatchObject({ steps });
      const { results } = await other.get(`imports.json?uuid=${shown.uuid}`);
      expect(results[0].job.token).toBeNull();
    }
    expect(await steer(editor, uuid, { action: 'run', token, count: total })).toMatchObject(NOT_ALLOWED);
    expect(await steer(editor, uuid, { action: 'interrupt' })).toMatchObject(NOT_ALLOWED);
    expect(await steer(administrator, uuid, { action: 'run', token, count: total })).toMatchObject({ status: 200 });
    await stage().settle();
    expect(await steer(editor, uuid, { action: 'undo', preview: true })).toMatchObject(NOT_ALLOWED);
    await editor.post(`import_reports.json?import=${shown.uuid}`, {});
    await stage().settle();
    const fileFor = async (client: Client) =>
      (await client.get(`import_reports.json?import=${shown.uuid}`)).results[0].file;
    expect(await fileFor(editor)).toMatchObject({ url: expect.stringContaining('http') });
    expect(await fileFor(viewer)).toMatchObject({ rows: 1, url: null });
  });

  it('a deletion belongs to who started it, and to administrators; an editor may pause it', async () => {
    const { uuid, token, total } = await deletionBy(administrator, 510);
    const seen = await jobOf(editor, uuid);
    expect(seen).not.toHaveProperty('token');
    expect(seen).toMatchObject({ steps: ['pause'] });
    for (const body of [{ action: 'run', token, count: total }, { action: 'interrupt' }, { max_rate: 1 }])
      expect(await steer(editor, uuid, body)).toMatchObject(NOT_ALLOWED);
    expect((await steer(editor, uuid, { action: 'pause' })).status).not.toBe(403);
    expect(await steer(administrator, uuid, { action: 'run', token, count: total })).toMatchObject({ status: 200 });
  });

  it('an editor finishes a deletion of their own', async () => {
    const { uuid, token, total } = await deletionBy(editor, 520);
    expect(await steer(editor, uuid, { action: 'run', token, count: total })).toMatchObject({ status: 200 });
  });
});

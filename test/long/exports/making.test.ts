/** What happens to an export between its slices and its file, and to its file afterwards. */
import { streamXlsxRows } from 'hucre/xlsx';
import { beforeEach, describe, expect, it } from 'vitest';
import { workOnFiles } from '../../../functions/imports/worker/files.ts';
import { recordFailure } from '../../../functions/jobs/failed/failed.ts';
import { select } from '../../../functions/jobs/select/select.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import { type Client, createPeople, prepare, setStatus } from '../../support/api/client.ts';
import { exportContacts, keyAt, readExport, untilFile } from '../../support/exports/exporting.ts';
import { storedIn } from '../../support/in-process/files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
let people: readonly string[];
beforeEach(async () => {
  client = await stage().open();
  await prepare(client);
  await client.post('settings.json', { delete_any_status: true });
  people = await createPeople(client, 4);
  await stage().settle();
});

const asked = { type: 'export', format: 'csv', columns: ['uuid', 'urns'], selection: { folder: 'active' } };
const uuidsIn = (content: Buffer | null) =>
  String(content)
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[0]);

/** What a file says; of a spreadsheet, unpacked. */
async function textOf(content: Buffer | null): Promise<string> {
  if (content?.subarray(0, 2).toString() !== 'PK') return String(content);
  let text = '';
  for await (const { values } of streamXlsxRows(content)) text += `${values.join()}\n`;
  return text;
}

describe('an export', () => {
  it('skips who was deleted before its slice was read', async () => {
    const { uuid } = await client.post('jobs.json', { ...asked, preview: true });
    await stage().settle();
    await client.ask('DELETE', `/api/v2/contacts.json?uuid=${people[0]}`);
    const { token } = (await client.get(`jobs.json?uuid=${uuid}`)).results[0];
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token });
    await stage().settle();
    const { job } = await readExport(stage(), client, uuid);
    expect(job).toMatchObject({ total: 4, unchanged: 3, skipped: { deleted: 1 }, file: { rows: 3, deleted: 0 } });
  });

  it('makes no file while it is paused, and makes it when it goes on', async () => {
    const { uuid } = await client.post('jobs.json', asked);
    const { file } = await untilFile(stage());
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'pause' });
    await workOnFiles(file, stage().service.runtime);
    expect((await readExport(stage(), client, uuid)).job).toMatchObject({ status: 'paused', file: null });
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'resume' });
    await stage().settle();
    expect((await readExport(stage(), client, uuid)).job).toMatchObject({ status: 'completed', file: { rows: 4 } });
  });

  it('has failed when what was read for it is gone, as after a day', async () => {
    const { uuid } = await client.post('jobs.json', asked);
    const { file } = await untilFile(stage());
    const stored = storedIn(stage().service.runtime.files);
    for (const key of stored.keys()) if (key.includes(uuid)) stored.delete(key);
    await workOnFiles(file, stage().service.runtime);
    expect((await readExport(stage(), client, uuid)).job).toMatchObject({ status: 'failed', reason: 'parts_gone' });
  });

  it('has everybody but those of a slice that was given up, who can be exported again', async () => {
    const { uuid } = await client.post('jobs.json', asked);
    const { service } = stage();
    for (const one of service.take()) if (one.queue === 'select') await select(one.message, service.runtime);
    const [slice] = service.take();
    if (slice?.queue !== 'work') throw new Error('The slice was not sent.');
    await recordFailure(slice.message, service.runtime);
    await stage().settle();
    const { job, content } = await readExport(stage(), client, uuid);
    expect(job).toMatchObject({ status: 'completed', failed: { worker: 4 }, file: { rows: 0 } });
    expect(uuidsIn(content)).toEqual([]);
    const again = await client.post(`jobs.json?uuid=${uuid}`, { action: 'repeat' });
    await stage().settle();
    expect((await readExport(stage(), client, again.uuid)).job).toMatchObject({ unchanged: 4, file: { rows: 4 } });
  });

  it('gives the address of its file for a day, and then says that it is gone', async () => {
    const { job } = await exportContacts(stage(), client, asked);
    const { runtime } = stage().service;
    const key = await keyAt(stage(), job.file.url);
    expect(await runtime.files.size(key)).toBe(job.file.bytes);
    expect(job.file.kept_until).toBe(
      new Date(Date.parse(job.ended_on) + 86_400_000).toISOString().slice(0, 10) + job.file.kept_until.slice(10),
    );
    const { now } = runtime;
    const later = addDays(now(), 1);
    Object.assign(runtime, { now: () => later });
    const [shown] = (await client.get(`jobs.json?uuid=${job.uuid}`)).results;
    Object.assign(runtime, { now });
    expect(shown.file).toMatchObject({ url: null, problem: 'The file was kept for a day, and is gone. Export again.' });
  });

  it('is nothing for viewers, who see that there is one', async () => {
    const { job } = await exportContacts(stage(), client, asked);
    const { token } = await client.post('tokens.json', { name: 'Look', role: 'viewer' });
    const viewer = stage().as(token);
    expect(await viewer.ask('POST', '/api/v2/jobs.json', asked)).toMatchObject({ status: 403 });
    const [shown] = (await viewer.get(`jobs.json?uuid=${job.uuid}`)).results;
    expect(shown.file).toMatchObject({ rows: 4, url: null, problem: 'Viewers cannot take contacts out.' });
  });

  it('may be asked for by editors', async () => {
    const { token } = await client.post('tokens.json', { name: 'Edit', role: 'editor' });
    const { job, content } = await exportContacts(stage(), stage().as(token), asked);
    expect(job).toMatchObject({ status: 'completed', created_by: { name: 'Edit' } });
    expect(uuidsIn(content)).toHaveLength(4);
  });
});

describe('an export of an anonymous workspace', () => {
  it('has no addresses, in no format', async () => {
    await client.post('settings.json', { anon: true });
    expect(await client.ask('POST', '/api/v2/jobs.json', asked)).toMatchObject({ status: 400 });
    for (const format of ['csv', 'jsonl', 'xlsx']) {
      const { job, content } = await exportContacts(stage(), client, { format, selection: asked.selection });
      expect(job).toMatchObject({ status: 'completed', file: { rows: 4 } });
      expect(await textOf(content)).not.toMatch(/250788|tel:|URN/);
      expect(await textOf(content)).toContain('Person 1');
    }
  });

  it('has none either when the workspace became anonymous while it was made, or after', async () => {
    const { job } = await exportContacts(stage(), client, asked);
    const { uuid } = await client.post('jobs.json', asked);
    const { file } = await untilFile(stage());
    await client.post('settings.json', { anon: true });
    const [old] = (await client.get(`jobs.json?uuid=${job.uuid}`)).results;
    expect(old.file).toMatchObject({ url: null, problem: expect.stringContaining('has become anonymous since') });
    await workOnFiles(file, stage().service.runtime);
    const made = await readExport(stage(), client, uuid);
    expect(made.job).toMatchObject({ status: 'completed', file: { rows: 4 } });
    expect(String(made.content)).not.toMatch(/250788|tel:/);
  });
});

describe('what is done to an export', () => {
  it('cannot be undone', async () => {
    const { job } = await exportContacts(stage(), client, asked);
    const undo = await client.ask('POST', `/api/v2/jobs.json?uuid=${job.uuid}`, { action: 'undo' });
    expect(undo).toMatchObject({ status: 400 });
    expect(JSON.stringify(undo.body)).toContain('An export changes no contact');
  });

  it('leaves contacts as they are: none is modified by it', async () => {
    await setStatus(client, 'stopped', people[0] ?? '');
    await stage().settle();
    const before = await client.all('contacts.json');
    await exportContacts(stage(), client, asked);
    expect(await client.all('contacts.json')).toEqual(before);
  });
});

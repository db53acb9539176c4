/** People who are deleted for good are in no export that can be fetched, from the same moment on. */
import { beforeEach, describe, expect, it } from 'vitest';
import { workOnFiles } from '../../../functions/imports/worker/files.ts';
import { put, write } from '../../../shared/data/dynamo/index.ts';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import { type Client, jobOf, setStatus } from '../../support/api/client.ts';
import { exportContacts, keyAt, keysOf, openWithPeople, untilFile } from '../../support/exports/exporting.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
let workspace: WorkspaceId;
let people: readonly string[];
beforeEach(async () => {
  ({ client, workspace, people } = await openWithPeople(stage(), 4));
});

const EVERYBODY = { format: 'csv', columns: ['uuid', 'urns'], selection: { folder: 'active' } };
const ERASED = 'Somebody in the file was deleted for good, so it is gone. Export again, without them.';

const follow = async (url: string) => {
  const answer = await stage().service.fetch(url);
  return { status: answer.status, body: answer.status === 302 ? null : await answer.json() };
};
const fileOf = async (uuid: string) => (await client.get(`jobs.json?uuid=${uuid}`)).results[0].file;

async function erase(...contacts: readonly (string | undefined)[]): Promise<void> {
  for (const contact of contacts) {
    await setStatus(client, 'archived', contact ?? '');
    expect((await client.ask('DELETE', `/api/v2/contacts.json?uuid=${contact}`)).status).toBe(204);
  }
}

/** A confirmed deletion of contacts, whose slices are not yet worked on. */
async function confirmDeletion(...contacts: readonly (string | undefined)[]): Promise<string> {
  for (const contact of contacts) await setStatus(client, 'archived', contact ?? '');
  const { uuid } = await client.post('jobs.json', { type: 'delete', selection: { contacts }, preview: true });
  await stage().settle();
  const { token, total: count } = await jobOf(client, uuid);
  await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count });
  return uuid;
}

describe('the file of an export', () => {
  it('is gone with the person: each link says so at once, and soon it is stored no more', async () => {
    const { job } = await exportContacts(stage(), client, EVERYBODY);
    expect((await follow(job.file.url)).status).toBe(302);
    await erase(people[2]);
    expect(await follow(job.file.url)).toEqual({ status: 410, body: { detail: ERASED } });
    expect(await fileOf(job.uuid)).toMatchObject({ rows: 4, url: null, problem: ERASED });
    await stage().settle();
    expect(keysOf(stage(), job.uuid)).toEqual([]);
    expect(await follow(job.file.url)).toMatchObject({ status: 410 });
    expect(await fileOf(job.uuid)).toMatchObject({ rows: 4, url: null, problem: ERASED });
    const again = await exportContacts(stage(), client, EVERYBODY);
    expect(again.job.file).toMatchObject({ rows: 3, problem: null });
    expect(String(again.content)).not.toContain(people[2]);
  });

  it('is gone with a person whom a job deletes', async () => {
    const { job } = await exportContacts(stage(), client, EVERYBODY);
    await confirmDeletion(people[0], people[1]);
    expect((await follow(job.file.url)).status).toBe(302);
    await stage().settle();
    expect(await follow(job.file.url)).toMatchObject({ status: 410 });
    expect(keysOf(stage(), job.uuid)).toEqual([]);
  });

  it('stays when nobody in it was deleted', async () => {
    await setStatus(client, 'archived', people[0] ?? '');
    const { job } = await exportContacts(stage(), client, EVERYBODY);
    await erase(people[0]);
    await stage().settle();
    expect((await follow(job.file.url)).status).toBe(302);
    expect(await fileOf(job.uuid)).toMatchObject({ rows: 3, problem: null });
    await erase(people[1]);
    await stage().settle();
    expect(await follow(job.file.url)).toMatchObject({ status: 410 });
  });

  it('stays when a deletion was refused, or interrupted before it came to them', async () => {
    const { job } = await exportContacts(stage(), client, EVERYBODY);
    expect((await client.ask('DELETE', `/api/v2/contacts.json?uuid=${people[0]}`)).status).toBe(400);
    const deletion = await confirmDeletion(people[1]);
    await client.post(`jobs.json?uuid=${deletion}`, { action: 'interrupt' });
    await stage().settle();
    expect((await follow(job.file.url)).status).toBe(302);
  });

  it('that was made while they were deleted is without them, and stays', async () => {
    const { uuid } = await client.post('jobs.json', { type: 'export', ...EVERYBODY });
    const { file } = await untilFile(stage());
    await erase(people[3]);
    await workOnFiles(file, stage().service.runtime);
    await stage().settle();
    const { url, rows, deleted } = await fileOf(uuid);
    expect({ rows, deleted }).toEqual({ rows: 3, deleted: 1 });
    expect((await follow(url)).status).toBe(302);
    expect(String(await stage().service.runtime.files.read(await keyAt(stage(), url)))).not.toContain(people[3]);
  });

  it('goes when the job ends, if it was running: nothing is taken away from a running job', async () => {
    const { uuid } = await client.post('jobs.json', { type: 'export', ...EVERYBODY });
    const { file } = await untilFile(stage());
    await erase(people[3]);
    for (const one of stage().service.take())
      if (one.queue === 'files') await workOnFiles(one.message, stage().service.runtime);
    expect(keysOf(stage(), uuid)).not.toEqual([]);
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'interrupt' });
    await workOnFiles(file, stage().service.runtime);
    await stage().service.run('watchdog');
    await stage().settle();
    expect(keysOf(stage(), uuid)).toEqual([]);
  });

  it('is found among those of many deletions, also when the first check was lost', async () => {
    const { job } = await exportContacts(stage(), client, EVERYBODY);
    await erase(people[0]);
    stage().service.take();
    await stage().settle();
    stage().service.take();
    await erase(people[1]);
    await stage().settle();
    expect(await follow(job.file.url)).toMatchObject({ status: 410 });
    await stage().service.run('watchdog');
    await stage().settle();
    expect(keysOf(stage(), job.uuid)).toEqual([]);
  });

  it('of an anonymous workspace goes as well', async () => {
    await client.post('settings.json', { anon: true });
    const { job } = await exportContacts(stage(), client, { format: 'csv', selection: { folder: 'active' } });
    await erase(people[1]);
    expect(await follow(job.file.url)).toMatchObject({ status: 410 });
  });
});

describe('a link', () => {
  it('leads to its own file only, for an hour, whoever has it', async () => {
    const { job } = await exportContacts(stage(), client, EVERYBODY);
    const other = await exportContacts(stage(), client, EVERYBODY);
    const url = new URL(job.file.url);
    const link = url.searchParams.get('link') ?? '';
    for (const wrong of [
      link.replace(job.uuid, other.job.uuid),
      link.replace(/\.(\d+)\./, '.9999999999999999.'),
      link.replace('export', 'report'),
      link.slice(0, -1),
      '',
    ]) {
      url.searchParams.set('link', wrong);
      expect((await follow(String(url))).status).toBe(404);
    }
    const { runtime } = stage().service;
    const { now } = runtime;
    const later = addDays(now(), 61 / 1_440);
    Object.assign(runtime, { now: () => later });
    expect(await follow(job.file.url)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('an hour') },
    });
    Object.assign(runtime, { now });
    expect((await stage().service.fetch(job.file.url, { method: 'POST' })).status).toBe(405);
  });

  it('waits, when more were deleted than can be compared at once', async () => {
    const { job } = await exportContacts(stage(), client, EVERYBODY);
    const { data, now } = stage().service.runtime;
    for (let number = 0; number <= 500; number++)
      await write(
        data,
        put('workspace', {
          ...{ pk: `F#${workspace}`, sk: `ERASING#${String(now()).padStart(16, '0')}#${number}` },
          uuids: new Uint8Array(16),
        }),
      );
    const answer = await stage().service.fetch(job.file.url);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
    expect(await fileOf(job.uuid)).toMatchObject({ url: null, problem: expect.stringContaining('Try again') });
    await workOnFiles({ workspace, erased: true }, stage().service.runtime);
    const { now: present } = stage().service.runtime;
    const later = addDays(present(), 3 / 1_440);
    Object.assign(stage().service.runtime, { now: () => later });
    await workOnFiles({ workspace, erased: true }, stage().service.runtime);
    const { url } = await fileOf(job.uuid);
    expect((await follow(url)).status).toBe(302);
    Object.assign(stage().service.runtime, { now: present });
  });
});

/** The file of an export is made in parts, by deliveries that may die, come twice or come late. */
import { readXlsx } from 'hucre/xlsx';
import { parquetReadObjects } from 'hyparquet';
import { beforeEach, describe, expect, it } from 'vitest';
import { workOnFiles } from '../../../functions/imports/worker/files.ts';
import { recordFailure } from '../../../functions/jobs/failed/failed.ts';
import { freezePage } from '../../../shared/data/jobs/freeze.ts';
import { readJob } from '../../../shared/data/jobs/index.ts';
import { SELECTION_START } from '../../../shared/data/jobs/selection-cursor.ts';
import type { ContactId, JobId, WorkspaceId } from '../../../shared/domain/ids.ts';
import type { FilesMessage } from '../../../shared/messages/jobs.ts';
import { continueJob } from '../../../shared/services/jobs/submit.ts';
import { type Client, setStatus } from '../../support/api/client.ts';
import { keysOf, openWithPeople, readExport, untilFile } from '../../support/exports/exporting.ts';
import { storedIn } from '../../support/in-process/files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

/** Slices of one contact, and as many parts. */
const PEOPLE = 7;

const stage = onInProcessStage();
let client: Client;
let workspace: WorkspaceId;
let people: readonly string[];
beforeEach(async () => {
  ({ client, workspace, people } = await openWithPeople(stage(), PEOPLE));
});

/** Makes each slice a part. */
const runtime = () => {
  const { runtime: of } = stage().service;
  return { ...of, config: { ...of.config, slicesAPart: 1 } };
};
const madeOf = (uuid: string) => keysOf(stage(), uuid).filter((key) => /\/(made|fragments)\//.test(key));
const jobOf = async (uuid: string) => (await client.get(`jobs.json?uuid=${uuid}`)).results[0];
const urlOf = async (uuid: string) => (await jobOf(uuid)).file.url;
const statusOf = async (url: string) => (await stage().service.fetch(url)).status;

/** An export with a slice for each contact, all of them done; its file is to be begun. */
async function exported(format: string, columns = ['name']): Promise<{ uuid: string; begin: FilesMessage }> {
  const { data, now } = stage().service.runtime;
  const { uuid } = await client.post('jobs.json', { type: 'export', format, columns, selection: { folder: 'active' } });
  stage().service.take();
  let job = (await readJob(data, workspace, uuid)) ?? expect.fail();
  for (const [index, contact] of people.entries()) {
    const cursor = index < people.length - 1 ? SELECTION_START : null;
    const page = { uuids: [contact as ContactId], cursor, capacity: { readUnits: 0, writeUnits: 0 }, now: now() };
    job = (await freezePage(data, job, page)) ?? job;
  }
  await continueJob(runtime(), workspace, job);
  return { uuid, begin: (await untilFile(stage())).file };
}

/** The messages about files that are in the queue. */
const taken = (): FilesMessage[] =>
  stage()
    .service.take()
    .flatMap((one) => (one.queue === 'files' ? [one.message] : []));

/** Delivers messages, and those that follow from them, until none is left or `until` says so. */
async function deliver(messages: readonly FilesMessage[], until = () => false): Promise<void> {
  for (let waiting = [...messages]; waiting.length > 0 && !until(); waiting.push(...taken()))
    await workOnFiles(waiting.shift() ?? expect.fail(), runtime());
}

const NAMES = Array.from({ length: PEOPLE }, (_, index) => `Person ${index}`);

async function namesIn(format: string, content: Buffer): Promise<unknown[]> {
  if (format === 'xlsx')
    return (await readXlsx(content)).sheets.flatMap(({ rows }) => rows.slice(1).map(([name]) => name));
  if (format === 'parquet')
    return (await parquetReadObjects({ file: new Uint8Array(content).buffer })).map((row) => row['name']);
  const lines = String(content).trim().split(/\r?\n/).slice(1);
  return lines.map((line) => (format === 'csv' ? line.split(',')[0] : JSON.parse(line).name));
}

describe('A file in parts', () => {
  it.each([
    ['csv', 'name'],
    ['csv', 'urn:tel'],
    ['jsonl', 'name'],
    ['xlsx', 'urn:tel'],
    ['parquet', 'urn:tel'],
  ])(
    'as %s with %s has everybody in the order of the manifest, leaves nothing else, and is known by its people',
    async (format, column) => {
      const { uuid, begin } = await exported(format, [...new Set(['name', column])]);
      await deliver([begin]);
      const { job, content } = await readExport(stage(), client, uuid);
      expect(job).toMatchObject({ status: 'completed', file: { rows: PEOPLE, deleted: 0, bytes: content?.length } });
      expect(await namesIn(format, content ?? expect.fail())).toEqual(NAMES);
      expect(keysOf(stage(), uuid).filter((key) => !/\/(file|people)\//.test(key))).toEqual([]);
      await setStatus(client, 'archived', people[PEOPLE - 1] ?? '');
      await client.ask('DELETE', `/api/v2/contacts.json?uuid=${people[PEOPLE - 1]}`);
      expect(await statusOf(job.file.url)).toBe(410);
      await stage().settle();
      expect(keysOf(stage(), uuid)).toEqual([]);
    },
  );

  it.each(['csv', 'xlsx'])('as %s is whole when each delivery comes twice at once, and again later', async (format) => {
    const { uuid, begin } = await exported(format);
    const all: FilesMessage[] = [];
    for (let waiting = [begin]; waiting.length > 0; waiting = taken()) {
      all.push(...waiting);
      await Promise.all([...waiting, ...waiting].map((message) => workOnFiles(message, runtime())));
    }
    for (const message of all) await workOnFiles(message, runtime());
    const { job, content } = await readExport(stage(), client, uuid);
    expect(job).toMatchObject({ status: 'completed', file: { rows: PEOPLE } });
    expect(await namesIn(format, content ?? expect.fail())).toEqual(NAMES);
    expect(keysOf(stage(), uuid).filter((key) => !/\/(file|people)\//.test(key))).toEqual([]);
  });
});

describe('A part', () => {
  it('that died is made again alone', async () => {
    const { uuid, begin } = await exported('csv');
    const { files } = runtime();
    const { writeNew } = files;
    let deaths = 0;
    const dying = {
      ...files,
      writeNew: (key: string, content: Buffer | string) =>
        key.endsWith('/made/4') && deaths++ < 2 ? Promise.reject(new Error('killed')) : writeNew(key, content),
    };
    const again: FilesMessage[] = [];
    for (let waiting = [begin]; waiting.length > 0; waiting = taken())
      for (const message of waiting)
        await workOnFiles(message, { ...runtime(), files: dying }).catch(() => again.push(message));
    expect(await jobOf(uuid)).toMatchObject({ status: 'started', file: null });
    const before = madeOf(uuid);
    expect(before.filter((key) => key.includes('/made/'))).toHaveLength(PEOPLE - 1);
    await workOnFiles(again[0] ?? expect.fail(), { ...runtime(), files: dying }).catch(() =>
      again.push(again[0] ?? begin),
    );
    expect(madeOf(uuid).filter((key) => !before.includes(key))).toEqual([expect.stringContaining('/fragments/4-')]);
    await deliver(again.slice(-1));
    const { job, content } = await readExport(stage(), client, uuid);
    expect(job).toMatchObject({ status: 'completed' });
    expect(await namesIn('csv', content ?? expect.fail())).toEqual(NAMES);
  });

  it('whose message was lost is made when the watchdog begins the lanes anew, and late messages do no more', async () => {
    const { uuid, begin } = await exported('xlsx');
    await workOnFiles(begin, runtime());
    const lost = taken();
    expect(lost.length).toBeGreaterThan(0);
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'pause' });
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'resume' });
    for (const message of lost) await workOnFiles(message, runtime());
    expect(taken()).toEqual([]);
    expect(keysOf(stage(), uuid).filter((key) => key.includes('/counted/'))).toHaveLength(1);
    await continueJob(runtime(), workspace, (await readJob(runtime().data, workspace, uuid as JobId)) ?? expect.fail());
    await deliver([(await untilFile(stage())).file]);
    const { content } = await readExport(stage(), client, uuid);
    expect(await namesIn('xlsx', content ?? expect.fail())).toEqual(NAMES);
  });
});

describe('An export that ends without a file', () => {
  const halfMade = async () => {
    const { uuid, begin } = await exported('csv');
    await workOnFiles(begin, runtime());
    const late = taken();
    expect(madeOf(uuid)).toHaveLength(2);
    return { uuid, late };
  };

  it('because it was interrupted, leaves nothing, not even of a part that was being made', async () => {
    const { uuid, late } = await halfMade();
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'interrupt' });
    await deliver(taken());
    expect(keysOf(stage(), uuid)).toEqual([]);
    await deliver(late);
    expect(keysOf(stage(), uuid)).toEqual([]);
    expect(await jobOf(uuid)).toMatchObject({ status: 'interrupted', file: null });
  });

  it('because it was interrupted while a part was made, leaves nothing of that part', async () => {
    const { uuid, late } = await halfMade();
    const { files } = runtime();
    const writeStream: typeof files.writeStream = async (...given) => {
      await client.post(`jobs.json?uuid=${uuid}`, { action: 'interrupt' });
      await deliver(taken());
      await files.writeStream(...given);
    };
    await workOnFiles(late[0] ?? expect.fail(), { ...runtime(), files: { ...files, writeStream } });
    expect(keysOf(stage(), uuid)).toEqual([]);
  });

  it('because a part was given up, leaves nothing', async () => {
    const { uuid, late } = await halfMade();
    await recordFailure(late[0] ?? expect.fail(), runtime());
    await deliver(taken());
    expect(keysOf(stage(), uuid)).toEqual([]);
    expect(await jobOf(uuid)).toMatchObject({ status: 'failed', reason: 'file' });
  });

  it('because a stored part is gone, has failed', async () => {
    const { uuid, late } = await halfMade();
    for (const key of madeOf(uuid))
      if (key.includes('/fragments/')) storedIn(stage().service.runtime.files).delete(key);
    await deliver(late);
    expect(await jobOf(uuid)).toMatchObject({ status: 'failed', reason: 'parts_gone' });
    expect(keysOf(stage(), uuid)).toEqual([]);
  });
});

describe('A person who is deleted while the file is made', () => {
  const erase = async (contact: string | undefined) => {
    await setStatus(client, 'archived', contact ?? '');
    expect((await client.ask('DELETE', `/api/v2/contacts.json?uuid=${contact}`)).status).toBe(204);
  };
  const half = async (format: string) => {
    const { uuid, begin } = await exported(format);
    await workOnFiles(begin, runtime());
    return { uuid, late: taken() };
  };

  it.each(['csv', 'xlsx', 'parquet'])(
    'is in no file that can be fetched, when a part of the %s had them',
    async (format) => {
      const { uuid, late } = await half(format);
      await erase(people[0]);
      await deliver(late);
      await stage().settle();
      expect(await jobOf(uuid)).toMatchObject({ status: 'completed', file: { url: null } });
      await stage().service.run('watchdog');
      await stage().settle();
      expect(keysOf(stage(), uuid)).toEqual([]);
    },
  );

  it.each(['csv', 'xlsx', 'parquet'])(
    'is not in the %s, which stays, when their part was made after',
    async (format) => {
      const { uuid, late } = await half(format);
      await erase(people[PEOPLE - 1]);
      await deliver(late);
      await stage().settle();
      const { job, content } = await readExport(stage(), client, uuid);
      expect(job.file).toMatchObject({ rows: PEOPLE - 1, deleted: 1, problem: null });
      expect(await statusOf(await urlOf(uuid))).toBe(302);
      expect(await namesIn(format, content ?? expect.fail())).toEqual(NAMES.slice(0, -1));
    },
  );
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { close, HOST, listen } from '../../../../infra/local/ports.ts';
import { createS3 } from '../../../../infra/local/s3/server.ts';
import { openStore } from '../../../../infra/local/s3/store.ts';
import { s3Files } from '../../../../shared/lambda/s3-files.ts';
import type { UploadForm } from '../../../../shared/messages/files.ts';

const directory = mkdtempSync(join(tmpdir(), 'dormouse-s3-'));
/** How far the store's clock is ahead, milliseconds: links and forms are made by the machine's. */
let ahead = 0;
const now = () => Date.now() + ahead;
const server = createS3({
  store: openStore(directory, now),
  buckets: [{ name: 'files', days: 1 }],
  secret: 'local',
  now,
});
let endpoint: string;
const files = () =>
  s3Files(
    'files',
    () =>
      new S3Client({ endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }),
  );

beforeAll(async () => {
  endpoint = `http://${HOST}:${await listen(server, 0)}`;
});
afterAll(async () => {
  await close(server);
  rmSync(directory, { recursive: true });
});

async function upload({ url, fields }: UploadForm, content: string, changed: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changed })) form.append(name, value);
  form.append('file', new Blob([content]), 'contacts.csv');
  const answer = await fetch(url, { method: 'POST', body: form });
  return { status: answer.status, text: await answer.text() };
}

it('keeps files whole, and says so of what is not there', async () => {
  await files().write('imports/a b/ü', 'Ann;Bob');
  expect(String(await files().read('imports/a b/ü'))).toBe('Ann;Bob');
  expect(await files().size('imports/a b/ü')).toBe(7);
  expect([
    await files().read('imports/none'),
    await files().size('imports/none'),
    await files().open('imports/none'),
  ]).toEqual([null, null, null]);
});

it('reads part of a file', async () => {
  await files().write('imports/digits', '0123456789');
  const part = await files().open('imports/digits', { from: 3, to: 5 });
  expect(part && String(await buffer(part))).toBe('345');
});

it('lets one of several write a new file', async () => {
  const written = await Promise.all(['a', 'b', 'c'].map((text) => files().writeNew('imports/once', text)));
  expect(written.filter((one) => one)).toHaveLength(1);
});

it('takes a file in parts', async () => {
  const part = Buffer.alloc(1_000_000, 'x');
  await files().writeStream('exports/large', Readable.from(Array.from({ length: 12 }, () => part)), 'text/csv');
  expect(await files().size('exports/large')).toBe(12_000_000);
});

it('takes an upload by its form, and nothing larger, later, elsewhere or not signed', async () => {
  const form = await files().uploadForm('imports/up', { bytes: 10, seconds: 60 });
  expect(await upload(form, 'a\r\nb')).toMatchObject({ status: 204 });
  expect(String(await files().read('imports/up'))).toBe('a\r\nb');
  expect(await upload(form, 'x'.repeat(11))).toMatchObject({
    status: 400,
    text: expect.stringContaining('EntityTooLarge'),
  });
  expect(await upload(form, 'x', { key: 'imports/other' })).toMatchObject({ status: 403 });
  expect(await upload(form, 'x', { policy: `${form.fields['policy']}x` })).toMatchObject({ status: 403 });
  expect(String(await files().read('imports/up'))).toBe('a\r\nb');
  ahead = 61_000;
  expect(await upload(form, 'x')).toMatchObject({ status: 403, text: expect.stringContaining('expired') });
  ahead = 0;
});

it('gives a file to who has its link, under its name, for as long as the link lives', async () => {
  await files().write('exports/file', 'name\r\nAnn');
  const link = await files().link('exports/file', { seconds: 60, name: 'contacts.csv' });
  const answer = await fetch(link);
  expect([answer.headers.get('content-disposition'), await answer.text()]).toEqual([
    'attachment; filename="contacts.csv"',
    'name\r\nAnn',
  ]);
  ahead = 62_000;
  expect((await fetch(link)).status).toBe(403);
  ahead = 0;
});

it('keeps objects for as long as the rule of their bucket says', async () => {
  await files().write('exports/old', 'Ann');
  ahead = 23 * 3_600_000;
  await files().write('exports/new', 'Bob');
  expect(String(await files().read('exports/old'))).toBe('Ann');
  ahead = 25 * 3_600_000;
  expect([await files().read('exports/old'), String(await files().read('exports/new'))]).toEqual([null, 'Bob']);
});

it('lists folders, and removes all files under a prefix', async () => {
  for (const key of ['exports/w/a/file/1', 'exports/w/a/parts/<&>', 'exports/w/b/file/1', 'exports/v/c/file/1'])
    await files().write(key, 'Ann');
  expect(await files().folders('exports/w/')).toEqual(['a', 'b']);
  await files().removeAll('exports/w/a/');
  expect(await files().folders('exports/w/')).toEqual(['b']);
  expect(await files().folders('exports/none/')).toEqual([]);
  expect(await files().size('exports/v/c/file/1')).toBe(3);
});

it('removes at the first look what an earlier release stored, since nobody can say whose it is', async () => {
  await files().write('exports/w/old', 'Ann');
  const [details = ''] = readdirSync(directory).filter(
    (name) => name.endsWith('.json') && readFileSync(join(directory, name), 'utf8').includes('exports/w/old'),
  );
  const { key: _, ...earlier } = JSON.parse(readFileSync(join(directory, details), 'utf8'));
  writeFileSync(join(directory, details), JSON.stringify(earlier));
  expect(await files().size('exports/w/old')).toBe(3);
  await files().folders('exports/w/');
  expect(await files().size('exports/w/old')).toBeNull();
});

/** Who may read and write a file of the local S3: by a signed call, a link, or a form. */
import { S3Client } from '@aws-sdk/client-s3';
import { expect, it, vi } from 'vitest';
import { createLocalServer } from '../../../../infra/local/http/local-hosts.ts';
import { close, HOST, listen } from '../../../../infra/local/ports.ts';
import { createS3 } from '../../../../infra/local/s3/server.ts';
import { s3Files } from '../../../../shared/lambda/clients/s3-files.ts';
import type { UploadForm } from '../../../../shared/messages/files.ts';
import { onLocalS3 } from './local-s3.ts';

const { clock, store, client, endpoint, files } = onLocalS3();

async function upload({ url, fields }: UploadForm, content: string, changed: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changed })) form.append(name, value);
  form.append('file', new Blob([content]), 'contacts.csv');
  const answer = await fetch(url, { method: 'POST', body: form });
  return { status: answer.status, text: await answer.text() };
}

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
  clock.ahead = 61_000;
  expect(await upload(form, 'x')).toMatchObject({ status: 403, text: expect.stringContaining('expired') });
  clock.ahead = 0;
});

it('gives a file to who has its link, under its name, for as long as the link lives', async () => {
  await files().write('exports/file', 'name\r\nAnn');
  const link = await files().link('exports/file', { seconds: 60, name: 'contacts.csv' });
  const answer = await fetch(link);
  expect([answer.headers.get('content-disposition'), await answer.text()]).toEqual([
    'attachment; filename="contacts.csv"',
    'name\r\nAnn',
  ]);
  clock.ahead = 62_000;
  expect((await fetch(link)).status).toBe(403);
  clock.ahead = 0;
});

it('gives nothing to who has signed nothing, and by no link that was changed', async () => {
  await files().write('exports/file', 'name\r\nAnn');
  const link = await files().link('exports/file', { seconds: 60, name: 'contacts.csv' });
  const changed = (change: (url: URL) => void) => {
    const url = new URL(link);
    change(url);
    return url;
  };
  const links = [
    new URL(link.replace(/\?.*/, '')),
    new URL(link.replace('exports/file', 'exports/other')),
    changed((url) => url.searchParams.set('X-Amz-Expires', '600000')),
    changed((url) => url.searchParams.set('response-content-disposition', 'inline')),
    changed((url) => url.searchParams.delete('X-Amz-Date')),
  ];
  for (const one of links) expect((await fetch(one)).status, one.search).toBe(403);
  for (const method of ['HEAD', 'PUT', 'DELETE']) expect((await fetch(link, { method })).status, method).toBe(403);
  expect(await (await fetch(link)).text()).toContain('Ann');
});

it('a call that somebody else has signed is refused, also one with a header of that form', async () => {
  await files().write('exports/secret', 'Ann');
  const reading = s3Files('files', () => client('guessed')).read('exports/secret');
  await expect(reading).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  const authorization = 'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c';
  expect((await fetch(`${endpoint()}/files/exports/secret`, { headers: { authorization } })).status).toBe(403);
});

it('browsers get links and forms by their own address, under a path, whatever host a proxy says', async () => {
  const buckets = [{ name: 'files', days: [], encrypted: [] }];
  const behind = { place: '/_files', linkHost: 'dormouse.example' };
  const options = { store, buckets, secret: 'local', now: Date.now, maySeeMissing: () => true, ...behind };
  const proxied = createLocalServer(createS3(options));
  const here = `http://${HOST}:${await listen(proxied, 0)}`;
  const inner = new S3Client({
    endpoint: `${here}/_files`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  vi.stubEnv('FILES_URL', 'https://dormouse.example/_files');
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION']) vi.stubEnv(name, 'local');
  const both = s3Files('files', () => inner);
  await both.write('exports/a b', 'Ann');
  const link = await both.link('exports/a b', { seconds: 60, name: 'x.csv' });
  const form = await both.uploadForm('imports/new', { bytes: 9, seconds: 60 });
  expect([link, form.url].map((url) => new URL(url).origin)).toEqual(Array(2).fill('https://dormouse.example'));
  const passed = (url: string) => url.replace('https://dormouse.example', here);
  expect(await (await fetch(passed(link))).text()).toBe('Ann');
  expect((await upload({ ...form, url: passed(form.url) }, 'Bob')).status).toBe(204);
  expect(String(await both.read('imports/new'))).toBe('Bob');
  await close(proxied);
  vi.unstubAllEnvs();
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createLocalServer } from '../../../../infra/local/http/local-hosts.ts';
import { close, HOST, listen } from '../../../../infra/local/ports.ts';
import { createS3 } from '../../../../infra/local/s3/server.ts';
import { openStore } from '../../../../infra/local/s3/store.ts';
import { s3Files } from '../../../../shared/lambda/clients/s3-files.ts';
import { uploadParts } from '../../../../shared/lambda/clients/s3-join.ts';
import { type FilePiece, isStored, pieceBytes, type UploadForm } from '../../../../shared/messages/files.ts';

const directory = mkdtempSync(join(tmpdir(), 'dormouse-s3-'));
/** How far the store's clock is ahead, milliseconds: links and forms are made by the machine's. */
let ahead = 0;
const now = () => Date.now() + ahead;
const server = createLocalServer(
  createS3({
    store: openStore(directory, now),
    buckets: [{ name: 'files', days: [{ prefix: '', days: 1 }], encrypted: ['snapshots/'] }],
    secret: 'local',
    now,
    maySeeMissing: () => true,
  }),
);
let endpoint: string;
const client = () =>
  new S3Client({ endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
const files = () => s3Files('files', client);

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

it('has a file of a snapshot encrypted for its workspace, and takes none that is not', async () => {
  const [key, Bucket] = ['snapshots/11111111-1111-4111-8111-111111111111/run/0.parquet', 'files'];
  await files().write(key, 'people');
  expect(String(await files().read(key))).toBe('people');
  const said = await client().send(new HeadObjectCommand({ Bucket, Key: key }));
  expect(said.ServerSideEncryption).toBe('aws:kms');
  const details = openStore(directory, now).find('files', key)?.details;
  expect(details?.encryption).toBe('{"workspace":"11111111-1111-4111-8111-111111111111"}');
  const plain = client().send(new PutObjectCommand({ Bucket, Key: `${key}2`, Body: 'people' }));
  await expect(plain).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(await files().read(`${key}2`)).toBeNull();
});

it('takes a file in parts', async () => {
  const part = Buffer.alloc(1_000_000, 'x');
  await files().writeStream('exports/large', Readable.from(Array.from({ length: 12 }, () => part)), 'text/csv');
  expect(await files().size('exports/large')).toBe(12_000_000);
});

describe('a file of pieces', () => {
  const MIB = 1_048_576;
  const bytes = (size: number, letter: number) => Buffer.alloc(size, `${letter}-abcdefghijk`);
  const unfinished = async () =>
    (await client().send(new ListMultipartUploadsCommand({ Bucket: 'files' }))).Uploads?.map(({ Key }) => Key) ?? [];

  it('is what they are in a row, copied and sent', async () => {
    const stored = [bytes(12 * MIB, 1), bytes(10, 2), bytes(5 * MIB, 3), bytes(11 * MIB, 4)];
    await Promise.all(stored.map((content, index) => files().write(`exports/pieces/${index}`, content)));
    const piece = (index: number, from = 0, to = stored[index]?.length ?? 0) => ({
      key: `exports/pieces/${index}`,
      from,
      to,
    });
    const pieces = [
      Buffer.from('head'),
      piece(0, 7),
      piece(1),
      piece(2),
      piece(3, 5, 11 * MIB - 5),
      Buffer.from('tail'),
    ];
    expect(await files().join('exports/joined', pieces, 'text/csv')).toBe(true);
    const whole = [stored[0]?.subarray(7), stored[1], stored[2], stored[3]?.subarray(5, -5)].map((one) => one ?? '');
    const expected = Buffer.concat(['head', ...whole, 'tail'].map((one) => Buffer.from(one)));
    expect((await files().read('exports/joined'))?.equals(expected)).toBe(true);
    const { headers } = await fetch(await files().link('exports/joined', { seconds: 60, name: 'x.csv' }));
    expect(headers.get('content-type')).toBe('text/csv');
    expect(await unfinished()).toEqual([]);
  });

  it('leaves nothing behind when one of them is gone', async () => {
    const gone = { key: 'exports/gone', from: 0, to: 6 * MIB };
    for (const piece of [gone, { ...gone, to: 10 }])
      expect(await files().join('exports/half', [Buffer.from('head'), piece], 'text/csv')).toBe(false);
    expect([await files().size('exports/half'), await unfinished()]).toEqual([null, []]);
  });

  it('that died half-way goes with all else under its prefix', async () => {
    for (const Key of ['exports/w/dead', 'exports/v/dead'])
      await client().send(new CreateMultipartUploadCommand({ Bucket: 'files', Key }));
    await files().removeAll('exports/w/');
    expect(await unfinished()).toEqual(['exports/v/dead']);
    ahead = 25 * 3_600_000;
    await files().size('exports/none');
    ahead = 0;
    expect(await unfinished()).toEqual([]);
  });

  it('is refused as S3 refuses it: small parts, wrong order, unknown parts and uploads', async () => {
    const target = { Bucket: 'files', Key: 'exports/refused' };
    const { UploadId } = await client().send(new CreateMultipartUploadCommand(target));
    const put = async (PartNumber: number, Body: Buffer) => ({
      PartNumber,
      ETag: (await client().send(new UploadPartCommand({ ...target, UploadId, PartNumber, Body }))).ETag,
    });
    const [small, last, large] = [
      await put(1, bytes(9, 1)),
      await put(2, bytes(9, 2)),
      await put(3, bytes(5 * MIB, 3)),
    ];
    const complete = (Parts: object[], id = UploadId) =>
      client()
        .send(new CompleteMultipartUploadCommand({ ...target, UploadId: id, MultipartUpload: { Parts } }))
        .then(
          () => 'completed',
          (error: Error) => error.name,
        );
    expect([
      await complete([small, last]),
      await complete([large, last]),
      await complete([{ ...large, ETag: small.ETag }]),
      await complete([large], 'none'),
      await put(10_001, bytes(1, 1)).catch((error: Error) => error.name),
      await complete([last]),
      await complete([last]),
    ]).toEqual([
      'EntityTooSmall',
      'InvalidPartOrder',
      'InvalidPart',
      'NoSuchUpload',
      'InvalidArgument',
      'completed',
      'NoSuchUpload',
    ]);
  });

  it('is cut so that no part is below the least, nor above 10 MiB of memory, and nothing is lost', () => {
    const size = fc.oneof(fc.nat(20), fc.nat(30 * MIB), fc.constantFrom(5 * MIB, 5 * MIB - 1, 5 * MIB + 1));
    const piece = fc.oneof(
      fc.nat(50).map((length) => new Uint8Array(length)),
      fc
        .tuple(fc.constantFrom('a', 'b'), fc.nat(9), size)
        .map(([key, from, length]) => ({ key, from, to: from + length })),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const parts = uploadParts(pieces);
        const sizes = parts.map((part) => sumOf('copied' in part ? [part.copied] : part.sent));
        expect(sizes.slice(0, -1).filter((one) => one < 5 * MIB)).toEqual([]);
        expect(
          parts.flatMap((part) => ('sent' in part ? sumOf(part.sent) : [])).filter((one) => one > 10 * MIB),
        ).toEqual([]);
        const again = parts.flatMap((part) => ('copied' in part ? [part.copied] : part.sent));
        expect(bytesOf(again)).toEqual(bytesOf(pieces));
      }),
    );
  });

  const sumOf = (pieces: readonly FilePiece[]) => pieces.reduce((sum, piece) => sum + pieceBytes(piece), 0);
  /** The pieces with neighbours put together, and bytes as their number. */
  const bytesOf = (pieces: readonly FilePiece[]) => {
    const all: { key: string; from: number; to: number }[] = [];
    for (const piece of pieces) {
      const next = isStored(piece) ? { ...piece } : { key: '', from: 0, to: piece.length };
      const last = all.at(-1);
      if (pieceBytes(next) === 0) continue;
      if (last?.key === next.key && (next.key === '' || last.to === next.from)) last.to += next.to - next.from;
      else all.push(next);
    }
    return all;
  };
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

it('a call that somebody else has signed is refused, also one with a header of that form', async () => {
  await files().write('exports/secret', 'Ann');
  const credentials = { accessKeyId: 'local', secretAccessKey: 'guessed' };
  const other = new S3Client({ endpoint, region: 'eu-west-1', credentials });
  const reading = s3Files('files', () => other).read('exports/secret');
  await expect(reading).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  const authorization = 'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c';
  expect((await fetch(`${endpoint}/files/exports/secret`, { headers: { authorization } })).status).toBe(403);
});

it('browsers get links and forms by their own address, under a path, whatever host a proxy says', async () => {
  const store = openStore(directory, now);
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

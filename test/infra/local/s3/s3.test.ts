import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uploadParts } from '../../../../shared/lambda/clients/s3-join.ts';
import { type FilePiece, isStored, pieceBytes } from '../../../../shared/messages/files.ts';
import { onLocalS3 } from './local-s3.ts';

const { clock, store, client, files } = onLocalS3();

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
  const details = store.find('files', key)?.details;
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
    clock.ahead = 25 * 3_600_000;
    await files().size('exports/none');
    clock.ahead = 0;
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

it('keeps objects for as long as the rule of their bucket says', async () => {
  await files().write('exports/old', 'Ann');
  clock.ahead = 23 * 3_600_000;
  await files().write('exports/new', 'Bob');
  expect(String(await files().read('exports/old'))).toBe('Ann');
  clock.ahead = 25 * 3_600_000;
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

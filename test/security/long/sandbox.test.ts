/** What reading a file may take, each in a thread of its own. */
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { FileError } from '../../../functions/imports/worker/read/limits.ts';
import { type Reader, readHere } from '../../../functions/imports/worker/read/reading.ts';
import { openSandbox } from '../../../functions/imports/worker/sandbox/index.ts';
import { streamsOf } from '../../../functions/imports/worker/sandbox/streams.ts';
import { hostileSheet } from '../../support/imports/hostile-files.ts';

const sent = (name: string, content: Buffer | string, open = async () => Readable.from([Buffer.from(content)])) => ({
  source: { name, size: Buffer.byteLength(content), open },
  spec: { name },
});

/** The records of a file, or why there are none. */
async function read(reader: Reader, file: ReturnType<typeof sent>): Promise<unknown> {
  try {
    const found: string[] = [];
    for (const { records } of await reader.listings([file], { format: null, encoding: null }))
      for await (const record of records()) found.push(JSON.stringify(record));
    return found;
  } catch (error) {
    if (error instanceof FileError) return error.refusal;
    throw error;
  } finally {
    await reader.close();
  }
}

const PEOPLE = `Phone,Name\n${Array.from({ length: 1_200 }, (_, n) => `+25078800${1_000 + n},Ann ${n}\n`).join('')}`;

it('finds in a thread of its own what is found here, of a thousand people in a packed file among others', async () => {
  const file = sent(
    'people.zip',
    Buffer.from(zipSync({ 'a.csv': strToU8(PEOPLE), 'b.csv': strToU8('Phone\n+250788000001') })),
  );
  const found = await read(openSandbox(), file);
  expect(found).toHaveLength(1_201);
  expect(found).toEqual(await read(readHere(), file));
});

it('hands over what was read, and not the larger buffer that it is part of', async () => {
  const whole = Buffer.from(PEOPLE);
  const parts = [whole.subarray(0, 10), whole.subarray(10, 30)];
  const { answers } = streamsOf([sent('people.csv', PEOPLE, async () => Readable.from(parts)).source]);
  const stream = await answers.open(0);
  for (const part of parts) {
    const chunk = await answers.chunk(stream);
    expect(chunk).toEqual(new Uint8Array(part));
    expect(chunk?.buffer.byteLength).toBe(part.length);
  }
});

it('ends in words what takes all the time of its file, once', async () => {
  const file = sent('wide.xlsx', hostileSheet({ rows: '<row><c r="XFD1"><v>1</v></c></row>'.repeat(200_000) }));
  const refusal = { code: 'too_costly', file: 'wide.xlsx', why: { code: 'spent_time' } };
  expect(await read(openSandbox({ processorMs: 1_000 }), file)).toEqual(refusal);
});

it('ends in words what takes all the memory of a file', async () => {
  const strings = `<sst>${'<si>'.repeat(600_000)}</sst>`;
  const file = sent('strings.xlsx', hostileSheet({ strings }));
  const refusal = { code: 'too_costly', file: 'strings.xlsx', why: { code: 'spent_memory' } };
  expect(await read(openSandbox({ heapMb: 60 }), file)).toEqual(refusal);
});

it('refuses a file by the failure of what reads it, and passes on that of where it is stored', async () => {
  const broken = { ...sent('a.csv', PEOPLE), spec: null };
  expect(await read(openSandbox(), broken as never)).toMatchObject({ code: 'reader_failed', file: 'a.csv' });
  const gone = sent('b.csv', PEOPLE, () => Promise.reject(new Error('The store is away.')));
  await expect(read(openSandbox(), gone)).rejects.toThrow('The store is away.');
});

const bombOf = (file: Buffer, copies: number): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Array.from({ length: copies }, (_, n) => [`${n}.txt`, new Uint8Array(file)]))),
  );

/** `spent`: what ran out. */
const COSTLY: Readonly<Record<string, { readonly spent: string; readonly content: () => Buffer }>> = {
  'archives of 31 KB that unpack to a gigabyte together': {
    spent: 'spent_unpacked',
    content: () => bombOf(bombOf(Buffer.alloc(9_000_000, 'a'), 1), 120),
  },
  'gzip in an archive': {
    spent: 'spent_unpacked',
    content: () => bombOf(gzipSync(Buffer.from('Phone\n'.repeat(1_600_000))), 2),
  },
  'more files than anybody packs': { spent: 'spent_entries', content: () => bombOf(Buffer.from('a'), 6_000) },
  'archives inside archives inside archives': {
    spent: 'spent_depth',
    content: () => [1, 2, 3, 4].reduce<Buffer>((inner) => bombOf(inner, 1), Buffer.from(PEOPLE)),
  },
};

describe('refuses what takes too much', () => {
  it.each(Object.entries(COSTLY))('%s', async (_, { spent, content }) => {
    expect(await read(readHere(), sent('a.zip', content()))).toMatchObject({
      code: 'too_costly',
      why: { code: spent },
    });
  });
});

it('refuses an archive whose file is longer than it says, rather than read the beginning alone', async () => {
  const archive = Buffer.from(zipSync({ 'a.csv': strToU8(PEOPLE) }));
  const size = archive.lastIndexOf(Buffer.from('PK\u0001\u0002')) + 24;
  archive.writeUInt32LE(100, size);
  expect(await read(readHere(), sent('a.zip', archive))).toMatchObject({ code: 'broken_archive' });
});

/** The reader's own thread: it has neither credentials nor tables, and asks the other side for bytes. */
import { Readable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import type { Bytes, StoredFile } from '../read/bytes.ts';
import type { FileRange } from '../read/cuts.ts';
import { readHere } from '../read/index.ts';
import type { Listing } from '../read/listing.ts';
import type { FileToRead } from '../read/reading.ts';
import type { Found } from '../read/table.ts';
import type { TextSpec } from '../read/text-listing.ts';
import { Calls } from './calls.ts';

type SandboxFile = Omit<StoredFile, 'open'> & Omit<FileToRead, 'source'>;

/** What is known of a list before its records are read. */
export type Described = Omit<Listing, 'records' | 'endpoints'>;

/** Records and characters that go to the other side at a time. */
const [SOME_RECORDS, SOME_CHARACTERS] = [500, 250_000];

export function serve(port: MessagePort): void {
  const readings = new Map<number, AsyncIterator<Found>>();
  let [listings, count]: [readonly Listing[], number] = [[], 0];
  const calls = new Calls(port, {
    async list(files: readonly SandboxFile[], how: TextSpec): Promise<readonly Described[]> {
      const opened = files.map(({ spec, encoded, ...file }, number) => ({
        source: { ...file, open: async (bytes?: Bytes) => Readable.from(bytesOf(calls, number, bytes)) },
        ...{ spec, ...(encoded && { encoded }) },
      }));
      listings = await readHere().listings(opened, how);
      return listings.map(({ records: _, endpoints: __, ...described }) => described);
    },
    async read(listing: number, range?: FileRange): Promise<number> {
      const records = listings[listing]?.records(range);
      if (records !== undefined) readings.set(++count, records[Symbol.asyncIterator]());
      return count;
    },
    async next(reading: number): Promise<readonly Found[] | null> {
      const records = readings.get(reading);
      const some = records === undefined ? [] : await someOf(records);
      if (some.length === 0) readings.delete(reading);
      return some.length === 0 ? null : some;
    },
    async stop(reading: number): Promise<void> {
      await readings.get(reading)?.return?.();
      readings.delete(reading);
    },
  });
}

async function someOf(records: AsyncIterator<Found>): Promise<readonly Found[]> {
  const some: Found[] = [];
  let characters = 0;
  while (some.length < SOME_RECORDS && characters < SOME_CHARACTERS) {
    const next = await records.next();
    if (next.done) break;
    some.push(next.value);
    for (const [, text] of next.value.cells ?? []) characters += text.length;
  }
  return some;
}

async function* bytesOf(calls: Calls, file: number, bytes?: Bytes): AsyncGenerator<Buffer> {
  const stream = await calls.call<number>('open', file, bytes);
  try {
    for (;;) {
      const chunk = await calls.call<Uint8Array | null>('chunk', stream);
      if (chunk === null) return;
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    }
  } finally {
    await calls.call('close', stream);
  }
}

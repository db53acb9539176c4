import { type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type ReadingBudget, refuseBomb, unreadable } from './limits.ts';

/** Bytes of a file, from a place up to another, which is left out; null: up to its end. */
export interface Bytes {
  readonly from: number;
  readonly to: number | null;
}

/** A stored file, which is opened for each reading. */
export interface StoredFile {
  readonly name: string;
  /** Bytes as stored. */
  readonly size: number;
  /** A range of it can be opened, too. */
  readonly ranged?: true;
  open(bytes?: Bytes): Promise<Readable>;
}

/** The kind of file, by its first bytes. */
type Container = 'plain' | 'gzip' | 'zip';

/** Throws FileError for a kind that cannot be read. */
export function containerOf(first: Buffer): Container {
  const starts = (hex: string) => first.subarray(0, hex.length / 2).toString('hex') === hex;
  if (starts('1f8b')) return 'gzip';
  if (starts('504b0304')) return 'zip';
  if (starts('d0cf11e0')) throw unreadable({ code: 'old_excel' });
  if (starts('25504446')) throw unreadable({ code: 'is_pdf' });
  return 'plain';
}

export async function firstBytes({ open }: StoredFile, count = 65_536): Promise<Buffer> {
  const stream = await open();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= count) break;
  }
  stream.destroy();
  return Buffer.concat(chunks);
}

/** The unpacked file, also of several gzip streams in a row. Fails when it becomes suspiciously large. */
export function unpacked(source: StoredFile, budget: ReadingBudget): StoredFile {
  const counter = counterOf(source.size, budget);
  return {
    name: source.name,
    size: source.size,
    async open() {
      const packed = await source.open();
      const gunzip = createGunzip();
      const counted = counter();
      packed.on('error', (error) => counted.destroy(error));
      gunzip.on('error', () => counted.destroy(unreadable({ code: 'broken_gzip' })));
      counted.on('close', () => {
        packed.destroy();
        gunzip.destroy();
      });
      return packed.pipe(gunzip).pipe(counted);
    },
  };
}

/** Makes what counts the bytes of an opening. Those that an earlier one has counted are not new to the budget. */
function counterOf(packed: number, budget: ReadingBudget): () => Transform {
  let known = 0;
  return () => {
    let inflated = 0;
    return new Transform({
      transform(chunk: Buffer, _, done) {
        inflated += chunk.length;
        try {
          refuseBomb(packed, inflated);
          budget.unpack(Math.max(0, inflated - known));
          known = Math.max(known, inflated);
          done(null, chunk);
        } catch (error) {
          done(error as Error);
        }
      },
    });
  };
}

import type { TextReading } from '../../../../shared/domain/imports/plan.ts';
import { type Bytes, firstBytes, type StoredFile } from './bytes.ts';
import { OF_SEVERAL_BYTES } from './code-pages.ts';
import { readingsOf } from './guess-encoding.ts';
import { unreadable } from './limits.ts';

/** The encoding of a file's bytes, and their number. */
export interface Encoded {
  readonly encoding: string;
  /** In neither UTF-8 nor UTF-16: how its texts read by the encoding that was taken, and then by others. */
  readonly readings: readonly TextReading[];
  readonly bytes: number;
}

/** Reads the whole file, because the last byte may be the one that is not UTF-8. */
export async function encodingOf(source: StoredFile, codePage: string | null): Promise<Encoded> {
  const unicode = utf16In(await firstBytes(source));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const sample: Buffer[] = [];
  let bytes = 0;
  let broken = false;
  for await (const chunk of (await source.open()) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (unicode !== null) continue;
    broken ||= !decodes(() => decoder.decode(chunk, { stream: true }));
    if (sample.length < MOST_SAMPLES) sample.push(foreignLines(chunk));
  }
  if (unicode !== null) return { encoding: unicode, readings: [], bytes };
  broken ||= !decodes(() => decoder.decode());
  if (!broken) return { encoding: 'utf-8', readings: [], bytes };
  const [taken, ...others] = readingsOf(Buffer.concat(sample), codePage);
  return { encoding: taken.encoding, readings: [taken, ...others], bytes };
}

/** Chunks from which lines are looked at. */
const MOST_SAMPLES = 20;

/** The lines of a chunk from the first one with a byte that is not ASCII. */
function foreignLines(chunk: Buffer): Buffer {
  const first = chunk.findIndex((byte) => byte > 0x7f);
  if (first < 0) return chunk.subarray(0, 0);
  const from = chunk.subarray(0, first).lastIndexOf('\n') + 1;
  const to = chunk.lastIndexOf('\n') + 1;
  return chunk.subarray(from, to > first ? to : chunk.length);
}

/** By its byte order mark, or by the zeros of its separators, digits and Latin letters: every other byte. */
function utf16In(first: Buffer): string | null {
  if (bomIn(first, 'utf-16le') > 0) return 'utf-16le';
  if (bomIn(first, 'utf-16be') > 0) return 'utf-16be';
  const zerosAt = (odd: number) => first.filter((byte, at) => byte === 0 && at % 2 === odd).length;
  const even = zerosAt(0);
  const odd = zerosAt(1);
  if (Math.max(even, odd) * LEAST_ZEROS < first.length || Math.min(even, odd) * 10 > Math.max(even, odd)) return null;
  return even > odd ? 'utf-16be' : 'utf-16le';
}

/** Of so many bytes of UTF-16 at least one is the zero of a separator. */
const LEAST_ZEROS = 50;

function decodes(decode: () => string): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}

/** The bytes of a byte order mark, which the text does not have. */
export function bomIn(first: Buffer, encoding: string): number {
  const begins = (hex: string) => first.toString('hex').startsWith(hex);
  if (encoding === 'utf-8') return begins('efbbbf') ? 3 : 0;
  return (encoding === 'utf-16le' && begins('fffe')) || (encoding === 'utf-16be' && begins('feff')) ? 2 : 0;
}

/** How to tell the bytes of a text in an encoding; null where only its decoder knows. */
export function sizeIn(encoding: string): ((text: string) => number) | null {
  if (encoding === 'utf-8') return Buffer.byteLength;
  if (encoding.startsWith('utf-16')) return ({ length }) => 2 * length;
  return OF_SEVERAL_BYTES.has(encoding) ? null : ({ length }) => length;
}

/** The text of a file or of a range, without the file's byte order mark. */
export async function* textOf(
  { open }: StoredFile,
  { encoding }: Pick<Encoded, 'encoding'>,
  bytes?: Bytes,
): AsyncGenerator<string> {
  // Within the file it is a character like any other.
  const decoder = new TextDecoder(encoding, { ignoreBOM: bytes !== undefined && bytes.from > 0 });
  for await (const chunk of (await open(bytes)) as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true });
    if (text.includes('\0')) throw unreadable({ code: 'zero_bytes' });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

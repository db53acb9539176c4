import { analyse } from 'chardet';
import type { TextReading } from '../../../../shared/domain/imports/plan.ts';
import { type Bytes, firstBytes, type StoredFile } from './bytes.ts';
import { CODE_PAGES, OF_SEVERAL_BYTES } from './code-pages.ts';
import { unreadable } from './limits.ts';

/** Encodings that are shown besides the one that is taken. */
const MOST_OTHERS = 4;
const EXAMPLES = 3;
const EXAMPLE_LENGTH = 60;

/** Usual ones of Western programs, of which a few letters say little. */
const USUAL = ['windows-1252', 'macintosh'];

/**
 * How some lines read by the encodings that they may be in, the most probable first, or the one that somebody named.
 * The library knows languages by pairs of letters. Of a few names it knows little, so the first are those by which
 * they are made of letters.
 */
function readingsOf(lines: Buffer, named: string | null): readonly [TextReading, ...TextReading[]] {
  const guessed = analyse(lines).flatMap(({ name, confidence }) => (confidence > 0 ? [name] : []));
  const known = [...guessed, ...USUAL].flatMap(knownAs).filter((encoding) => encoding !== named);
  const read = (encoding: string) => ({ encoding, text: new TextDecoder(encoding).decode(lines) });
  const others = [...new Set(known)].map(read).toSorted((one, other) => letters(other.text) - letters(one.text));
  const all = [...(named === null ? [] : [read(named)]), ...others].slice(0, 1 + MOST_OTHERS);
  const [taken = read('windows-1252'), ...rest] = all;
  return [shown(taken), ...rest.map(shown)];
}

/** The name of an encoding here, if it has one: ISO-8859-1 is read as Windows-1252, which is more. */
function knownAs(name: string): readonly string[] {
  try {
    const { encoding } = new TextDecoder(name);
    return CODE_PAGES.filter((page) => page === encoding);
  } catch {
    return [];
  }
}

/** The part of letters in what is not ASCII. No text has such controls: an encoding that gives them is not its own. */
function letters(text: string): number {
  const all = text.match(/[^\0-\x7f]/gu) ?? [];
  const wrong = text.match(/[\u0080-\u009f\ufffd]/g) ?? [];
  const right = all.filter((char) => /[\p{L}\p{M}]/u.test(char));
  return (right.length - 10 * wrong.length) / Math.max(1, all.length);
}

/** With the first of its texts that are not ASCII. */
function shown({ encoding, text }: { readonly encoding: string; readonly text: string }): TextReading {
  const cells = text.split(/[\r\n\t,;|"]+/).filter((cell) => /[^\0-\x7f]/.test(cell));
  const examples = [...new Set(cells.map((cell) => cell.trim().slice(0, EXAMPLE_LENGTH)))].slice(0, EXAMPLES);
  return { encoding, examples };
}

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

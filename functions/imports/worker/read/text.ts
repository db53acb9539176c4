import type { Bytes, StoredFile } from './bytes.ts';
import { unreadable } from './limits.ts';

/** Code pages that callers may name, for files in neither UTF-8 nor UTF-16. */
export const CODE_PAGES = [
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'macintosh',
] as const;

/** The usual one of Western programs without Unicode. */
const USUAL_CODE_PAGE = 'windows-1252';

/** The encoding of a file's bytes, and their number. */
export interface Encoded {
  readonly encoding: string;
  /** A guess, or the caller's word, for neither UTF-8 nor UTF-16. */
  readonly guessed: boolean;
  readonly bytes: number;
}

/** Reads the whole file, because the last byte may be the one that is not UTF-8. */
export async function encodingOf({ open }: StoredFile, codePage: string = USUAL_CODE_PAGE): Promise<Encoded> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  let encoding: string | null = null;
  let broken = false;
  for await (const chunk of (await open()) as AsyncIterable<Buffer>) {
    if (bytes === 0) encoding = byBeginning(chunk);
    bytes += chunk.length;
    broken ||= encoding === null && !decodes(() => decoder.decode(chunk, { stream: true }));
  }
  if (encoding !== null) return { encoding, guessed: false, bytes };
  broken ||= !decodes(() => decoder.decode());
  return broken ? { encoding: codePage, guessed: true, bytes } : { encoding: 'utf-8', guessed: false, bytes };
}

/** By its byte order mark, or for UTF-16 without one by the zeros between Latin letters. */
function byBeginning(chunk: Buffer): string | null {
  const [a, b, c, d] = chunk;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (b === 0 && d === 0 && a !== 0) return 'utf-16le';
  if (a === 0 && c === 0 && b !== 0) return 'utf-16be';
  return null;
}

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
  return CODE_PAGES.some((page) => page === encoding) ? ({ length }) => length : null;
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

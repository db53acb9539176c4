import { lowerCase } from '../../../query/lower-case.ts';
/** Texts in lower case in one buffer, where a part is found at once in all of them. */

export interface TextBuffer {
  /** Where each text ends; it begins where the one before ends. */
  readonly ends: Uint32Array;
  readonly bytes: Buffer;
}

/**
 * A text in lower case, for a search for parts. Both small sigmas are one: which of them a capital becomes depends on
 * the letters beside it, and those of a part may be others.
 */
export const folded = (text: string): string => lowerCase(text).replaceAll('ς', 'σ');

/** The same texts, `folded`. */
export function foldedTexts(texts: TextBuffer, areAscii: boolean): TextBuffer {
  if (areAscii) return { ends: texts.ends, bytes: Buffer.from(texts.bytes.toString('latin1').toLowerCase(), 'latin1') };
  const { ends, bytes } = texts;
  const places = new Uint32Array(ends.length);
  const into = new Growing(bytes.length);
  for (let at = 0, from = 0; at < ends.length; at++) {
    const to = ends[at] as number;
    into.addFolded(bytes, from, to);
    places[at] = into.length;
    from = to;
  }
  return { ends: places, bytes: into.bytes() };
}

/** Takes the number of a text, from 1, a place in it, and its ends; returns whether that place is enough. */
type Found = (code: number, at: number, from: number, to: number) => boolean;

/**
 * Calls `found` with the places of a part in each text, one after the other until one is enough. The part is `folded`,
 * well-formed and not empty.
 */
export function eachWith({ ends, bytes }: TextBuffer, part: string, found: Found): void {
  const wanted = Buffer.from(part);
  let code = 1;
  for (let at = bytes.indexOf(wanted); at >= 0; ) {
    code = firstAbove(ends, at, code);
    const end = ends[code - 1] as number;
    // It may reach into the next text.
    const isDone = at + wanted.length <= end && found(code, at, ends[code - 2] ?? 0, end);
    at = nextPlace(bytes, wanted, isDone ? end : at + 1);
  }
}

/** Bytes that are looked at one by one in the time of a call of `indexOf`: nearly every text may have the part. */
const NEAR = 64;

function nextPlace(bytes: Buffer, wanted: Buffer, from: number): number {
  const first = wanted[0];
  const near = Math.min(from + NEAR, bytes.length);
  for (let at = from; at < near; at++) if (bytes[at] === first && isAt(bytes, wanted, at)) return at;
  return bytes.indexOf(wanted, near);
}

function isAt(bytes: Buffer, wanted: Buffer, at: number): boolean {
  for (let index = 1; index < wanted.length; index++) if (bytes[at + index] !== wanted[index]) return false;
  return true;
}

/** The number of the first text, from `code` on, that ends after a place. */
function firstAbove(ends: Uint32Array, place: number, code: number): number {
  let from = code - 1;
  let step = 1;
  while (from + step < ends.length && (ends[from + step] as number) <= place) {
    from += step;
    step *= 2;
  }
  let to = Math.min(from + step, ends.length - 1);
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ends[middle] as number) > place) to = middle;
    else from = middle + 1;
  }
  return from + 1;
}

/** A buffer that grows: some letters take more bytes in lower case. */
class Growing {
  #bytes: Buffer;
  length = 0;

  constructor(size: number) {
    this.#bytes = Buffer.allocUnsafe(size + ROOM);
  }

  addFolded(from: Buffer, start: number, end: number): void {
    this.#makeRoom(end - start);
    for (let at = start; at < end; at++) {
      const byte = from[at] as number;
      if (byte >= 0x80) {
        this.length -= at - start;
        this.#add(Buffer.from(folded(from.toString('utf8', start, end))));
        return;
      }
      this.#bytes[this.length++] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
    }
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }

  #add(text: Buffer): void {
    this.#makeRoom(text.length);
    this.#bytes.set(text, this.length);
    this.length += text.length;
  }

  #makeRoom(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    this.#bytes = Buffer.concat([this.#bytes], (this.length + more) * 2);
  }
}

const ROOM = 64;

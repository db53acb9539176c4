import { placeOfText } from './collation.ts';
import { foldedTexts, type TextBuffer } from './folded.ts';

export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** Texts in one buffer: a row has the number of its text, so rows with few texts take a byte each. */
export class TextColumn {
  /** By row: 0 without a text, else the number of its text, from 1. */
  readonly codes: Codes;
  readonly #texts: TextBuffer;
  readonly #isAscii: boolean;
  /** Texts that were asked for, if they are few. */
  readonly #known: (string | undefined)[] | null;
  #folded: TextBuffer | undefined;
  #begins: Begins | undefined;

  constructor(codes: Codes, texts: TextBuffer & { readonly isAscii: boolean }) {
    const { ends } = texts;
    this.codes = codes;
    this.#texts = texts;
    this.#isAscii = texts.isAscii;
    this.#known = ends.length <= KEPT ? new Array(ends.length + 1) : null;
  }

  /** Bytes in memory at most: with all that is made of the texts at the first use. */
  get size(): number {
    const { ends, bytes } = this.#texts;
    const made = this.#known === null ? ends.length * BEGIN_BYTES + bytes.length : 0;
    return this.codes.byteLength + ends.byteLength + bytes.length + made;
  }

  /** How many different texts there are. */
  get count(): number {
    return this.#texts.ends.length;
  }

  at(row: number): string | null {
    return this.textOf(this.codes[row] ?? 0);
  }

  /** The text of a number in `codes`. */
  textOf(code: number): string | null {
    if (code === 0) return null;
    if (this.#known === null) return this.#text(code);
    let text = this.#known[code];
    if (text === undefined) {
      text = this.#text(code);
      this.#known[code] = text;
    }
    return text;
  }

  isEmpty(code: number): boolean {
    const { ends } = this.#texts;
    return ends[code - 1] === (code === 1 ? 0 : ends[code - 2]);
  }

  /** The texts in lower case. */
  get folded(): TextBuffer {
    this.#folded ??= foldedTexts(this.#texts, this.#isAscii);
    return this.#folded;
  }

  /** By the number of a text, where it stands in the order of languages, as far as its first letters tell. */
  get begins(): Begins {
    this.#begins ??= beginsOf(this.#texts);
    return this.#begins;
  }

  #text(code: number): string {
    const { ends, bytes } = this.#texts;
    const from = code === 1 ? 0 : (ends[code - 2] ?? 0);
    const to = ends[code - 1] ?? 0;
    return this.#isAscii ? bytes.toString('latin1', from, to) : bytes.toString('utf8', from, to);
  }
}

/** Of so many different texts each is made once. */
const KEPT = 20_000;
const BEGIN_BYTES = 16;

/** By the number of a text: its place is not before the one, nor after the other (`placeOfText`). */
interface Begins {
  readonly least: Float64Array;
  readonly most: Float64Array;
}

function beginsOf({ ends, bytes }: TextBuffer): Begins {
  const least = new Float64Array(ends.length + 1);
  const most = new Float64Array(ends.length + 1);
  for (let at = 0, from = 0; at < ends.length; at++) {
    const to = ends[at] as number;
    const begin = placeOfText(bytes, from, to);
    least[at + 1] = begin.least;
    most[at + 1] = begin.most;
    from = to;
  }
  return { least, most };
}

import type { Encoded } from './text.ts';

/** A place in a file where a record begins, with what its reader knows there. */
export interface Cut {
  readonly bytes: number;
  /** Lines before it. */
  readonly lines: number;
  /** Of a table. */
  readonly table?: {
    readonly separator: string;
    readonly columns: readonly string[];
    /** They are its header. */
    readonly headed: boolean;
  };
  /** Of JSON: its objects are within an API's answer. */
  readonly within?: boolean;
}

/** Records of a file from a cut (null: its beginning) up to some byte (null: its end). */
export interface FileRange {
  readonly from: Cut | null;
  readonly to: number | null;
  /** Records after which the next one says where it begins. */
  readonly every?: number;
}

/** What a reader that finds cuts needs to know of the text that it gets. */
export interface Cutting extends FileRange {
  /** Where the text begins in its file. */
  readonly base: number;
  /** Bytes of a text in the file. */
  size(text: string): number;
}

/** Tells the place in its file of a text that a parser reads: of what it reads just now, since no more is kept. */
export class TextPlaces {
  readonly #chunks: { readonly utf8: number; readonly bytes: number; readonly text: string }[] = [];
  readonly #of: Pick<Cutting, 'base' | 'size'>;

  constructor(of: Pick<Cutting, 'base' | 'size'>) {
    this.#of = of;
  }

  async *noting(text: AsyncIterable<string>): AsyncGenerator<string> {
    let utf8 = 0;
    let bytes = this.#of.base;
    for await (const chunk of text) {
      this.#chunks.push({ utf8, bytes, text: chunk });
      utf8 += Buffer.byteLength(chunk);
      bytes += this.#of.size(chunk);
      yield chunk;
    }
  }

  /** Forgets what is before a place, in bytes of UTF-8 as the parser counts. */
  pass(utf8: number): void {
    while ((this.#chunks[1]?.utf8 ?? Number.POSITIVE_INFINITY) <= utf8) this.#chunks.shift();
  }

  /** The place in the file of such a place, which is not passed. */
  bytesAt(utf8: number): number {
    this.pass(utf8);
    const [chunk = { utf8: 0, bytes: this.#of.base, text: '' }] = this.#chunks;
    const before = Buffer.from(chunk.text).subarray(0, utf8 - chunk.utf8);
    return chunk.bytes + this.#of.size(before.toString());
  }
}

/** An encoding, and where in its file the text begins. */
export interface Begun extends Encoded {
  readonly bom: number;
  /** The number of the file, once it is known. */
  readonly file?: number;
}

/** Columns in memory, as they were read from a segment. */

/** Texts in one buffer: a row has the number of its text, so rows with few texts take four bytes each. */
export class TextColumn {
  /** By row: 0 without a text, else the number of its text, from 1. */
  readonly #codes: Uint32Array;
  /** Where text n ends; it begins where the one before ends. */
  readonly #ends: Uint32Array;
  readonly #bytes: Buffer;
  readonly #isAscii: boolean;
  /** Texts that were asked for, if they are few. */
  readonly #known: (string | undefined)[] | null;

  constructor(codes: Uint32Array, ends: Uint32Array, bytes: Buffer) {
    this.#codes = codes;
    this.#ends = ends;
    this.#bytes = bytes;
    this.#isAscii = bytes.every((byte) => byte < 128);
    this.#known = ends.length <= KEPT ? new Array(ends.length + 1) : null;
  }

  get size(): number {
    return this.#codes.byteLength + this.#ends.byteLength + this.#bytes.length;
  }

  at(row: number): string | null {
    const code = this.#codes[row] ?? 0;
    if (code === 0) return null;
    if (this.#known === null) return this.#text(code);
    let text = this.#known[code];
    if (text === undefined) {
      text = this.#text(code);
      this.#known[code] = text;
    }
    return text;
  }

  #text(code: number): string {
    const from = code === 1 ? 0 : (this.#ends[code - 2] ?? 0);
    const to = this.#ends[code - 1] ?? 0;
    return this.#isAscii ? this.#bytes.toString('latin1', from, to) : this.#bytes.toString('utf8', from, to);
  }
}

/** Of so many different texts each is made once. */
const KEPT = 20_000;

/** Numbers and times; NaN where a row has none. */
export class NumberColumn {
  readonly #values: Float64Array;

  constructor(values: Float64Array) {
    this.#values = values;
  }

  get size(): number {
    return this.#values.byteLength;
  }

  at(row: number): number | null {
    const value = this.#values[row];
    return value === undefined || Number.isNaN(value) ? null : value;
  }
}

export class FlagColumn {
  readonly #values: Uint8Array;

  constructor(values: Uint8Array) {
    this.#values = values;
  }

  get size(): number {
    return this.#values.byteLength;
  }

  at(row: number): boolean {
    return this.#values[row] === 1;
  }
}

export class UuidColumn {
  readonly #bytes: Buffer;
  /** The first bytes of each, as a number: most comparisons need no others. */
  #begins: Float64Array | undefined;

  /** @param bytes - 16 of each row */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#bytes.length + this.rows * 8;
  }

  get rows(): number {
    return this.#bytes.length / 16;
  }

  at(row: number): string {
    const hex = this.#bytes.toString('hex', row * 16, row * 16 + 16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** The row of a uuid; -1 when there is none. Rows of a segment are in the order of their uuids. */
  rowOf(uuid: UuidBytes): number {
    const row = this.firstFrom(uuid);
    return row < this.rows && this.#compare(row, uuid) === 0 ? row : -1;
  }

  /** The first row whose uuid is not before this one; the number of rows when all are. */
  firstFrom(uuid: UuidBytes): number {
    let [from, to] = [0, this.rows];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#compare(middle, uuid) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Sets 1 for each row whose uuid the other column has, too. */
  markShared(other: UuidColumn, marks: Uint8Array): void {
    const [mine, others] = [this.#starts(), other.#starts()];
    if (others.length * FEWER < mine.length) {
      for (let at = 0; at < others.length; at++) {
        const row = this.rowOf({ bytes: other.#bytes.subarray(at * 16, at * 16 + 16), begin: others[at] as number });
        if (row >= 0) marks[row] = 1;
      }
      return;
    }
    for (let row = 0, at = 0; row < mine.length && at < others.length; ) {
      const order =
        (mine[row] as number) - (others[at] as number) ||
        this.#bytes.compare(other.#bytes, at * 16, at * 16 + 16, row * 16, row * 16 + 16);
      if (order === 0) marks[row] = 1;
      if (order <= 0) row += 1;
      if (order >= 0) at += 1;
    }
  }

  #compare(row: number, { bytes, begin }: UuidBytes): number {
    return (this.#starts()[row] as number) - begin || this.#bytes.compare(bytes, 0, 16, row * 16, row * 16 + 16);
  }

  #starts(): Float64Array {
    this.#begins ??= Float64Array.from({ length: this.rows }, (_, row) => this.#bytes.readUIntBE(row * 16, BEGIN));
    return this.#begins;
  }
}

/** So much fewer uuids are looked for one by one. */
const FEWER = 16;

/** Bytes that a number holds exactly: of uuids of version 7 the millisecond. */
const BEGIN = 6;

/** A uuid that is looked for in several columns. */
interface UuidBytes {
  readonly bytes: Buffer;
  readonly begin: number;
}

export function bytesOfUuid(uuid: string): UuidBytes {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex');
  return { bytes, begin: bytes.readUIntBE(0, BEGIN) };
}

export type StoredColumn = TextColumn | NumberColumn | FlagColumn | UuidColumn;

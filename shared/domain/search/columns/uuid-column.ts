/** The uuids of a segment, whose rows are in their order. */
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
    let from = 0;
    let to = this.rows;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#compare(middle, uuid) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Sets 1 for each row whose uuid the other column has, too. */
  markShared(other: UuidColumn, marks: Uint8Array): void {
    const mine = this.begins;
    const others = other.begins;
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
    return (this.begins[row] as number) - begin || this.#bytes.compare(bytes, 0, 16, row * 16, row * 16 + 16);
  }

  /** Of each row the first bytes, as a number that orders uuids as far as it differs. */
  get begins(): Float64Array {
    this.#begins ??= beginsOf(this.#bytes);
    return this.#begins;
  }
}

function beginsOf(bytes: Buffer): Float64Array {
  const begins = new Float64Array(bytes.length / 16);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let row = 0; row < begins.length; row++)
    begins[row] = view.getUint32(row * 16) * 2 ** 16 + view.getUint16(row * 16 + 4);
  return begins;
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

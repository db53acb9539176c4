import { isBlock, optsOut } from '../../../../shared/domain/contacts/opt-out/imported.ts';
import type { Row } from '../../../../shared/domain/imports/row.ts';
import { hashOfName } from './first-places.ts';
import { lastSaid } from './opted-out.ts';

/** Bytes before the names of a row: what it is, its place, its names, how many are its own contacts, its opt-out. */
const HEAD = 25;
/** A name is 64 bits of a hash. */
const NAME = 8;
const OUT = 1;
const BLOCKED = 2;
const NOBODYS = 4;

/** The names by which the rows of a range claim contacts, or opt them out, packed in the order of the rows. */
export class RowNames {
  /** Names so far. */
  count = 0;
  #bytes = Buffer.alloc(1 << 16);
  #length = 0;

  /** A row with a contact. @param own - whether that exists: then the first name is its own */
  add(row: Row, place: number, names: readonly string[], own: number): void {
    this.#add(row, place, names, own, 0);
  }

  /** A row of nobody that opts out. @param own - the contacts that it names, which are its first names */
  addNobody(row: Row, place: number, names: readonly string[], own: number): void {
    this.#add(row, place, names, own, NOBODYS);
  }

  get packed(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #add(row: Row, place: number, names: readonly string[], own: number, kind: number): void {
    this.#reserve(HEAD + NAME * names.length);
    const at = this.#length;
    this.#bytes.writeUInt8(kind | (optsOut(row) ? OUT : 0) | (isBlock(row) ? BLOCKED : 0), at);
    this.#bytes.writeDoubleLE(place, at + 1);
    this.#bytes.writeUInt32LE(names.length, at + 9);
    this.#bytes.writeUInt32LE(own, at + 13);
    this.#bytes.writeDoubleLE(lastSaid(row), at + 17);
    for (const [index, name] of names.entries()) {
      const [high, low] = hashOfName(name);
      this.#bytes.writeUInt32LE(high, at + HEAD + NAME * index);
      this.#bytes.writeUInt32LE(low, at + HEAD + NAME * index + 4);
    }
    this.#length += HEAD + NAME * names.length;
    this.count += names.length;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = Buffer.alloc(Math.max(this.#bytes.length * 2, this.#length + bytes));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** A row of packed names. */
export interface NamedRow {
  readonly place: number;
  readonly isOut: boolean;
  /** The last moment at which it may have been said that somebody opts out. */
  readonly outBy: number;
  readonly isBlocked: boolean;
  readonly isNobodys: boolean;
  /** How many of the first names are contacts. */
  readonly own: number;
  readonly names: readonly (readonly [high: number, low: number])[];
}

/** The rows of packed names, in order; without those of which no name is as `matters` says. */
export function* rowsNamed(packed: Buffer, matters: (low: number) => boolean): Generator<NamedRow> {
  for (let at = 0; at < packed.length; ) {
    const count = packed.readUInt32LE(at + 9);
    const end = at + HEAD + NAME * count;
    let does = false;
    for (let name = at + HEAD; name < end && !does; name += NAME) does = matters(packed.readUInt32LE(name + 4));
    if (does) yield rowAt(packed, at, count);
    at = end;
  }
}

/** The lower halves of all hashes. */
export function* lowsOf(packed: Buffer): Generator<number> {
  for (let at = 0; at < packed.length; ) {
    const end = at + HEAD + NAME * packed.readUInt32LE(at + 9);
    for (let name = at + HEAD; name < end; name += NAME) yield packed.readUInt32LE(name + 4);
    at = end;
  }
}

function rowAt(packed: Buffer, at: number, count: number): NamedRow {
  const kind = packed.readUInt8(at);
  return {
    place: packed.readDoubleLE(at + 1),
    isOut: (kind & OUT) > 0,
    outBy: packed.readDoubleLE(at + 17),
    isBlocked: (kind & BLOCKED) > 0,
    isNobodys: (kind & NOBODYS) > 0,
    own: packed.readUInt32LE(at + 13),
    names: Array.from({ length: count }, (_, name) => [
      packed.readUInt32LE(at + HEAD + NAME * name),
      packed.readUInt32LE(at + HEAD + NAME * name + 4),
    ]),
  };
}

import type { FilePiece } from '../../../messages/files.ts';

/** The polynomial of CRC-32, reversed. */
const POLYNOMIAL = 0xedb88320;

/** A linear map of 32 bits: what each bit becomes. */
type BitMap = readonly number[];

function applied(map: BitMap, bits: number): number {
  let sum = 0;
  for (let rest = bits, bit = 0; rest !== 0; rest >>>= 1, bit++) if (rest & 1) sum ^= map[bit] ?? 0;
  return sum >>> 0;
}

const twice = (map: BitMap): BitMap => map.map((bits) => applied(map, bits));

/** What one byte of zeros does to a checksum. */
const ONE_BYTE = twice(twice(twice([POLYNOMIAL, ...Array.from({ length: 31 }, (_, bit) => (1 << bit) >>> 0)])));

/** The CRC-32 of two contents in a row, from that of each and the length of the second, as zlib's `crc32_combine`. */
export function combineCrc(first: number, second: number, length: number): number {
  let shifted = first;
  let zeros = ONE_BYTE;
  for (let rest = length; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) shifted = applied(zeros, shifted);
    zeros = twice(zeros);
  }
  return (shifted ^ second) >>> 0;
}

/** Deflated content. */
export interface Packed {
  readonly size: number;
  /** Bytes when packed. */
  readonly packed: number;
  readonly crc: number;
}

export interface ZipEntry extends Packed {
  readonly path: string;
  readonly pieces: readonly FilePiece[];
}

export const packedTogether = (one: Packed, next: Packed): Packed => ({
  size: one.size + next.size,
  packed: one.packed + next.packed,
  crc: combineCrc(one.crc, next.crc, next.size),
});

/** Larger numbers are in an extra field of 64 bits (ZIP64). */
const LARGE = 0xffffffff;
const DEFLATED = 8;
const UTF8 = 0x0800;
/** 1 January 1980, the first day that a ZIP file knows: nobody needs the real one. */
const DAY = 0x0021;

/** A ZIP file of entries that are packed already (APPNOTE 6.3, without encryption and data descriptors). */
export function zipPieces(entries: readonly ZipEntry[]): FilePiece[] {
  const pieces: FilePiece[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const head = localHeader(entry);
    directory.push(centralHeader(entry, offset));
    pieces.push(head, ...entry.pieces);
    offset += head.length + entry.packed;
  }
  const central = Buffer.concat(directory);
  return [...pieces, central, endOf(entries.length, central.length, offset)];
}

/** The values that do not fit into 32 bits, as an extra field; empty when all fit. */
function zip64(...values: readonly number[]): Buffer {
  if (values.every((value) => value < LARGE)) return Buffer.alloc(0);
  return Buffer.concat([u16(1, 8 * values.length), u64(...values)]);
}

const versionFor = (extra: Buffer): number => (extra.length > 0 ? 45 : 20);
const small = (extra: Buffer, value: number): number => (extra.length > 0 ? LARGE : value);

function localHeader({ path, size, packed, crc }: ZipEntry): Buffer {
  const name = Buffer.from(path);
  const extra = zip64(size, packed);
  return Buffer.concat([
    u32(0x04034b50),
    u16(versionFor(extra), UTF8, DEFLATED, 0, DAY),
    u32(crc, small(extra, packed), small(extra, size)),
    u16(name.length, extra.length),
    ...[name, extra],
  ]);
}

function centralHeader({ path, size, packed, crc }: ZipEntry, offset: number): Buffer {
  const name = Buffer.from(path);
  const extra = zip64(size, packed, offset);
  return Buffer.concat([
    u32(0x02014b50),
    u16(versionFor(extra), versionFor(extra), UTF8, DEFLATED, 0, DAY),
    u32(crc, small(extra, packed), small(extra, size)),
    u16(name.length, extra.length, 0, 0, 0),
    u32(0, small(extra, offset)),
    ...[name, extra],
  ]);
}

function endOf(count: number, length: number, offset: number): Buffer {
  const isLarge = offset >= LARGE;
  const large = [
    ...[u32(0x06064b50), u64(44), u16(45, 45), u32(0, 0), u64(count, count, length, offset)],
    ...[u32(0x07064b50, 0), u64(offset + length), u32(1)],
  ];
  const end = [u32(0x06054b50), u16(0, 0, count, count), u32(length, isLarge ? LARGE : offset), u16(0)];
  return Buffer.concat([...(isLarge ? large : []), ...end]);
}

const numbers =
  (bytes: number, write: (buffer: Buffer, value: number, at: number) => void) =>
  (...values: readonly number[]): Buffer => {
    const buffer = Buffer.alloc(bytes * values.length);
    for (const [index, value] of values.entries()) write(buffer, value, bytes * index);
    return buffer;
  };
const u16 = numbers(2, (buffer, value, at) => buffer.writeUInt16LE(value, at));
const u32 = numbers(4, (buffer, value, at) => buffer.writeUInt32LE(value, at));
const u64 = numbers(8, (buffer, value, at) => buffer.writeBigUInt64LE(BigInt(value), at));

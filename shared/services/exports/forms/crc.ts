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

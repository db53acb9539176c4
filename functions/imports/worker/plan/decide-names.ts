import { readAhead } from '../../../../shared/services/exports/read-ahead.ts';
import { FILE_STEP } from './claims.ts';
import { FirstPlaces } from './first-places.ts';
import type { Elsewhere, RangeStart } from './notes.ts';
import { lowsOf, type NamedRow, rowsNamed } from './row-names.ts';

/** The packed names of each range, in order. */
interface NamesOf {
  readonly starts: readonly RangeStart[];
  /** Names in all ranges. */
  readonly count: number;
  read(range: number): Promise<Buffer>;
}

/**
 * What ranges mean for each other, as if their rows were decided about in order: who claimed their people before, and
 * who opts them out. Memory has 2 bytes a name, and 32 of a name that comes several times. Yields ranges with any.
 */
export async function* decideNames(of: NamesOf): AsyncGenerator<readonly [range: number, elsewhere: Elsewhere]> {
  const repeated = await repeatedIn(of);
  if (repeated === null) return;
  const out = new FirstPlaces();
  const outBy = new FirstPlaces();
  const blocked = new FirstPlaces();
  for await (const [range, packed] of inOrder(of))
    for (const row of rowsNamed(packed, repeated))
      for (const [high, low] of row.names) {
        if (row.isOut) outBy.raiseHash(high, low, row.outBy);
        if (row.isOut) note(out, high, low, range);
        if (row.isBlocked) note(blocked, high, low, range);
      }
  const claims = new FirstPlaces();
  for await (const [range, packed] of inOrder(of)) {
    const { file = 0, from = null } = of.starts[range] ?? {};
    const begins = file * FILE_STEP + (from?.lines ?? 0);
    const found = new Found(range, begins, { claims, out, outBy, blocked });
    for (const row of rowsNamed(packed, repeated)) {
      found.look(row);
      claim(row, row.place, claims);
    }
    if (found.any) yield [range, found.elsewhere];
  }
}

/** A name's range, or that it is in several. */
const SEVERAL = 1e9;

function note(all: FirstPlaces, high: number, low: number, range: number): void {
  const first = all.findHash(high, low);
  if (first === null) all.addHash(high, low, range);
  else if (first !== range) all.setHash(high, low, SEVERAL);
}

/** As `Claims` does it by names: the first row claims a contact, and opt-outs of others do so for whom they name. */
function claim({ names, own, isNobodys, isOut, isBlocked }: NamedRow, place: number, claims: FirstPlaces): void {
  const isTaken = isNobodys || names.some(([high, low]) => claims.findHash(high, low) !== null);
  const claimed = !isTaken ? names : isOut || isBlocked ? names.slice(0, own) : [];
  for (const [high, low] of claimed) claims.addHash(high, low, place);
}

type Everywhere = Readonly<Record<'claims' | 'out' | 'outBy' | 'blocked', FirstPlaces>>;

/** What is elsewhere of the names of one range. */
class Found {
  readonly #range: number;
  readonly #begins: number;
  readonly #of: Everywhere;
  readonly #claims = new Map<string, readonly [number, number, number]>();
  readonly #out = new Map<string, readonly [number, number, number]>();
  readonly #blocked = new Map<string, readonly [number, number]>();

  constructor(range: number, begins: number, of: Everywhere) {
    this.#range = range;
    this.#begins = begins;
    this.#of = of;
  }

  look({ names }: NamedRow): void {
    const { claims, out, outBy, blocked } = this.#of;
    for (const [high, low] of names) {
      const name = `${high} ${low}`;
      const place = claims.findHash(high, low);
      if (place !== null && place <= this.#begins) this.#claims.set(name, [high, low, place]);
      if ((out.findHash(high, low) ?? this.#range) !== this.#range)
        this.#out.set(name, [high, low, outBy.findHash(high, low) ?? 0]);
      if ((blocked.findHash(high, low) ?? this.#range) !== this.#range) this.#blocked.set(name, [high, low]);
    }
  }

  get any(): boolean {
    return this.#claims.size + this.#out.size + this.#blocked.size > 0;
  }

  get elsewhere(): Elsewhere {
    return {
      claims: [...this.#claims.values()],
      out: [...this.#out.values()],
      blocked: [...this.#blocked.values()],
    };
  }
}

async function* inOrder({ starts, read }: NamesOf): AsyncGenerator<readonly [range: number, packed: Buffer]> {
  let range = 0;
  for await (const packed of readAhead(starts.length, read)) yield [range++, packed];
}

/** Bits of a name: one in eight of those that come once is taken for one that comes several times, at most. */
const BITS_A_NAME = 8;
const FEWEST_BITS = 2 ** 13;
const MOST_BITS = 2 ** 29;

/** Whether a name may come several times, by the lower half of its hash; null: none does. */
async function repeatedIn(of: NamesOf): Promise<((low: number) => boolean) | null> {
  const size = 2 ** Math.ceil(Math.log2(Math.max(1, of.count * BITS_A_NAME)));
  const bits = Math.min(MOST_BITS, Math.max(FEWEST_BITS, size));
  const once = new Uint32Array(bits / 32);
  const again = new Uint32Array(bits / 32);
  let any = false;
  for await (const [, packed] of inOrder(of))
    for (const low of lowsOf(packed)) {
      const at = (low & (bits - 1)) >>> 5;
      const bit = 1 << (low & 31);
      if (((once[at] ?? 0) & bit) !== 0) {
        again[at] = (again[at] ?? 0) | bit;
        any = true;
      } else once[at] = (once[at] ?? 0) | bit;
    }
  return any ? (low) => ((again[(low & (bits - 1)) >>> 5] ?? 0) & (1 << (low & 31))) !== 0 : null;
}

/** Packs erasures to some eleven bytes a contact: short hashes, a job's contact as its place in the manifest. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Deleter, Erasure, Removed, ToldErasure } from '../../domain/erasures/erasure.ts';
import type { ContactId } from '../../domain/ids.ts';
import { packUuids, UUID_BYTES, unpackUuids } from '../contacts/index.ts';

/** Bytes kept of an address's hash: enough to tell any two of a workspace apart. */
export const URN_BYTES = 8;
const PLACE_BYTES = 2;

export interface PackedErasures {
  /** JSON: for each deleter, how many contacts follow, and whether each is a place in its slice's manifest. */
  readonly deleters: string;
  /** JSON: pairs of the numbers of addresses and of removed items. */
  readonly ways: string;
  /** Of each contact: its place or uuid, the index of its numbers, and the hashes of its addresses. */
  readonly rows: Uint8Array;
}

type Run = readonly [deleter: Deleter, count: number, placed: boolean];
type Way = readonly [urns: number, removed: Removed];

/** The contact at a place in the manifest of the slice that deleted it. */
type ContactAt = (deleter: Deleter, place: number) => ContactId;

const deleterOf = ({ deletedOn, via, by, name, job, slice }: Erasure): Deleter => ({
  deletedOn,
  via,
  by,
  name,
  job,
  slice,
});

/** Erasures must be in the order of their deleters. */
function packErasures(erasures: readonly ToldErasure[]): PackedErasures {
  const ways = new Map<string, number>();
  const runs: Run[] = [];
  const rows: Uint8Array[] = [];
  for (const erasure of erasures) {
    const { place } = erasure;
    const way = JSON.stringify([erasure.urns.length, erasure.removed] satisfies Way);
    if (!ways.has(way)) ways.set(way, ways.size);
    addTo(runs, erasure, place !== undefined);
    rows.push(place === undefined ? packUuids([erasure.contact]) : twoBytes(place));
    rows.push(twoBytes(ways.get(way) ?? 0), Buffer.from(erasure.urns.join(''), 'hex'));
  }
  return { deleters: JSON.stringify(runs), ways: `[${[...ways.keys()].join(',')}]`, rows: Buffer.concat(rows) };
}

function addTo(runs: Run[], erasure: Erasure, placed: boolean): void {
  const deleter = deleterOf(erasure);
  const last = runs.at(-1);
  if (last && last[2] === placed && JSON.stringify(last[0]) === JSON.stringify(deleter))
    runs[runs.length - 1] = [deleter, last[1] + 1, placed];
  else runs.push([deleter, 1, placed]);
}

const twoBytes = (number: number): Uint8Array => Uint8Array.of(number >> 8, number & 255);

const LINE = 10;

/** Packed and compressed: what is not random in it takes next to nothing. */
export function compress(erasures: readonly ToldErasure[]): Uint8Array {
  const { deleters, ways, rows } = packErasures(erasures);
  return deflateRawSync(Buffer.concat([Buffer.from(`${deleters}\n${ways}\n`), rows]));
}

export function expand(packed: Uint8Array): PackedErasures {
  const bytes = inflateRawSync(packed);
  const first = bytes.indexOf(LINE);
  const second = bytes.indexOf(LINE, first + 1);
  const deleters = bytes.subarray(0, first).toString();
  const ways = bytes.subarray(first + 1, second).toString();
  return { deleters, ways, rows: bytes.subarray(second + 1) };
}

/** @throws RangeError when the bytes are not what was packed */
export function unpackErasures({ deleters, ways: text, rows }: PackedErasures, contactAt: ContactAt): Erasure[] {
  const ways = JSON.parse(text) as readonly Way[];
  const bytes = Buffer.from(rows);
  let at = 0;
  const take = (count: number): Buffer => {
    if (at + count > bytes.length) throw new RangeError('An entry of the erasure ledger is cut short');
    at += count;
    return bytes.subarray(at - count, at);
  };
  const number = (): number => take(PLACE_BYTES).readUInt16BE();
  return (JSON.parse(deleters) as readonly Run[]).flatMap(([deleter, count, placed]) =>
    Array.from({ length: count }, () => {
      const contact = placed ? contactAt(deleter, number()) : (unpackUuids(take(UUID_BYTES))[0] as ContactId);
      const [urns, removed] = ways[number()] ?? [0, { history: 0, messages: 0, groups: 0 }];
      const hashes = Array.from({ length: urns }, () => take(URN_BYTES).toString('hex'));
      return { ...deleter, contact, urns: hashes, removed };
    }),
  );
}

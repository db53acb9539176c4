import type { EntryName } from '../../domain/erasures/erasure.ts';
import type { Seal } from '../../domain/erasures/seal.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Data } from '../dynamo/index.ts';
import { merklePath } from './merkle.ts';
import { hashBytes, lastSeal, readLeaves, readSeal } from './seals.ts';

/** Where an entry is in the seals. */
export interface SealedPlace {
  readonly seal: Seal;
  /** Its place among the entries of the seal. */
  readonly index: number;
  /** The number of the entry in the ledger. */
  readonly number: number;
  /** The hashes that lead from it to the root of its seal. */
  path(): Buffer[];
}

/**
 * The places of entries by key, without those that are not sealed yet. Some 10 read units to find the first seal, and 1
 * for 60 entries of each seal that is looked at: one or two, unless a clock was ahead and set back.
 */
export async function sealedPlaces(
  data: Data,
  workspace: WorkspaceId,
  entries: readonly EntryName[],
): Promise<ReadonlyMap<string, SealedPlace>> {
  const found = new Map<string, SealedPlace>();
  const last = entries.length === 0 ? null : await lastSeal(data, workspace);
  if (last === null) return found;
  const sealOf = once((number) => (number === last.number ? last : readSeal(data, workspace, number)));
  const leavesOf = once((number) => readLeaves(data, workspace, number));
  for (const { key, at } of entries.toSorted((a, b) => a.at - b.at)) {
    for (let number = await firstUntil(sealOf, last, at); !found.has(key) && number <= last.number; number++) {
      const seal = await sealOf(number);
      const leaves = await leavesOf(number);
      if (seal === null) break;
      const index = leaves.findIndex((leaf) => leaf.key === key);
      const path = () => merklePath(hashBytes(leaves), index);
      if (index >= 0) found.set(key, { seal, index, number: seal.first + index, path });
    }
  }
  return found;
}

/** Reads each number once. */
function once<Value>(read: (number: number) => Promise<Value> | Value): (number: number) => Promise<Value> {
  const known = new Map<number, Promise<Value>>();
  return (number) => {
    const value = known.get(number) ?? Promise.resolve(read(number));
    known.set(number, value);
    return value;
  };
}

/** The first seal with entries that were written at a time or later; after the last one when there is none. */
async function firstUntil(sealOf: (number: number) => Promise<Seal | null>, last: Seal, at: number): Promise<number> {
  let low = 1;
  let high = last.number + 1;
  if (last.until < at) return high;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const seal = await sealOf(middle);
    if (seal !== null && seal.until < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

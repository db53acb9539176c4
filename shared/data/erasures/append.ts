import type { Erasure, ToldErasure } from '../../domain/erasures/erasure.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, isAbsent, put, write } from '../dynamo/index.ts';
import { type EntryItem, entryItem, stretchOf } from './entries.ts';
import { URN_BYTES } from './packed.ts';
import { noteUnsealed } from './unsealed.ts';

/** Bytes of contacts in one entry; an item holds 400 KB. */
const ENTRY_BYTES = 200_000;
/** Bytes of a contact besides its addresses. */
const ROW_BYTES = 20;

/**
 * Adds deletions to a workspace's ledger. The same deletions may be told again, in any parts. 1 write unit a KB; it
 * reads no other entry, so it costs the same however late they are told.
 */
export async function appendErasures(
  data: Data,
  workspace: WorkspaceId,
  told: readonly ToldErasure[],
  now: Instant,
): Promise<void> {
  if (told.length === 0) return;
  const items = inEntries(told).map((some): EntryItem => entryItem(workspace, some, now));
  await noteUnsealed(data, workspace, items, now);
  await Promise.all(items.map((item) => write(data, put('workspace', item, isAbsent))));
}

/** By stretch and deleter, in parts that each can be stored. */
function inEntries(erasures: readonly ToldErasure[]): ToldErasure[][] {
  const sorted = erasures.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return [...Map.groupBy(sorted, ({ deletedOn }) => stretchOf(deletedOn)).values()].flatMap(inParts);
}

function inParts(erasures: readonly ToldErasure[]): ToldErasure[][] {
  const parts: ToldErasure[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const erasure of erasures) {
    const size = ROW_BYTES + URN_BYTES * erasure.urns.length;
    if (bytes + size > ENTRY_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    bytes += size;
    parts.at(-1)?.push(erasure);
  }
  return parts;
}

const orderOf = ({ job, slice, by, via, deletedOn, contact }: Erasure): string =>
  JSON.stringify([job, slice, by, via, deletedOn, contact]);

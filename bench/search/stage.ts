/** A snapshot of contacts that are made from their numbers, and the tables beside it. */
import { shardOf } from '../../shared/data/contacts/index.ts';
import { FEWEST_SHARDS } from '../../shared/data/dynamo/index.ts';
import type { ChangedContacts, Snapshot, SnapshotSegment } from '../../shared/data/snapshots/index.ts';
import { rowOf, type SnapshotRow } from '../../shared/domain/search/columns/row.ts';
import type { Files } from '../../shared/messages/files.ts';
import type { SearchParts } from '../../shared/messages/snapshots.ts';
import type { Source } from '../../shared/services/snapshots/answer.ts';
import { openFolder, SEGMENT_ROWS } from '../../shared/services/snapshots/segment-folder.ts';
import { contactOf, NOW, numberOf, uuidOf, WORKSPACE } from './people.ts';

/** Contacts that changed since the snapshot. */
export const TAIL = 300;

/** The files, and tables that answer from memory: some contacts have changed since. */
export function sourceOf(files: Files, { segments }: Snapshot, parts: SearchParts | null = null): Source {
  const size = segments.reduce((sum, { shard, rows }) => sum + (shard === null ? 0 : rows), 0);
  const changed: ChangedContacts = new Map(
    Array.from({ length: Math.min(TAIL, size) }, (_, i) => contactOf(i * 7)).map((one) => [one.uuid, one]),
  );
  return {
    files,
    parts,
    readChanged: async () => changed,
    readContacts: async (uuids) => new Map(uuids.map((uuid) => [uuid, contactOf(numberOf(uuid))])),
  };
}

/** Writes a snapshot: each shard in turn, then the changes of a day. */
export async function writeSnapshot(files: Files, contacts: number): Promise<Snapshot> {
  const into = openFolder(files, WORKSPACE, NOW);
  const segments: SnapshotSegment[] = [];
  for (let shard = 0; shard < FEWEST_SHARDS; shard++) {
    const rows: SnapshotRow[] = [];
    for (let n = 0; n < contacts; n++) {
      if (shardOf(uuidOf(n)) === shard) rows.push(rowOf(contactOf(n)));
      if (rows.length === SEGMENT_ROWS) segments.push(...(await into.write(rows.splice(0), { shard })));
    }
    segments.push(...(await into.write(rows, { shard })));
  }
  const today = Array.from({ length: contacts / 100 }, (_, i) => rowOf(contactOf(i * 100)));
  for (let from = 0; from < today.length; from += today.length / 8)
    segments.push(...(await into.write(today.slice(from, from + today.length / 8), { shard: null })));
  return { at: NOW, builtOn: NOW, writtenOn: NOW, countedOn: NOW, segments };
}

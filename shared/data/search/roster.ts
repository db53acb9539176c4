import { type ContactId, type GroupId, SHARDS, type WorkspaceId } from '../../domain/ids.ts';
import { contactOfStint, rosterPk } from '../contacts/index.ts';
import type { Data } from '../dynamo/index.ts';
import { justAbove, type Range, readRange } from '../paging/index.ts';

/** Entries a query: about half a megabyte. */
const QUERY = 5_000;

const shards = Array.from({ length: SHARDS }, (_, shard) => shard);

/** Everybody in the roster, or null when there are more than `most`. A sixtieth unit each. */
export async function readRoster(
  data: Data,
  workspace: WorkspaceId,
  group: GroupId,
  most: number,
): Promise<Set<ContactId> | null> {
  const uuids = new Set<ContactId>();
  await Promise.all(
    shards.map(async (shard) => {
      let range: Range = { index: null, partition: rosterPk(workspace, group, shard) };
      while (uuids.size <= most) {
        const { keys, ended } = await readRange(data, range, QUERY, false);
        for (const key of keys) uuids.add(contactOfStint(key));
        const last = keys.at(-1);
        if (ended || last === undefined) return;
        range = { ...range, from: justAbove(last) };
      }
    }),
  );
  return uuids.size > most ? null : uuids;
}

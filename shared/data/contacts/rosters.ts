/**
 * Which contacts are in a group: a superset of the truth, which is the contact's own `groups`.
 *
 *   G#<workspace>#<group>#<shard>   <contact>#<version at which it joined>   { at }
 *
 * An entry is put before the contact's write and deleted after it. It names the stint, so that a late delete cannot
 * remove a newer membership. Readers drop what a crash leaves behind, and a repair removes it: `at`, the time of the
 * write, tells it from work in progress (ADR 022).
 */
import type { Contact } from '../../domain/contacts/contact.ts';
import type { ContactId, GroupId, WorkspaceId } from '../../domain/ids.ts';
import { type Data, deleteAll, eachOf, isRaising, putAll, shardsOf } from '../dynamo/index.ts';
import { justAbove, mergeRanges, type Range, readRange } from '../paging/index.ts';
import { contactOfStint, rosterPk, type Stint, stintKey } from './keys.ts';

/** Entries that `readRoster` reads in one query: about half a megabyte. */
const QUERY = 5_000;

/** `after` with the stint of every group: the old one if `before` was in the group, else one that begins now. */
export function withStints(before: Contact | null, after: Contact): Contact {
  const member = new Set(before?.groups);
  const joined: Record<GroupId, number> = {};
  for (const group of after.groups) {
    joined[group] = (member.has(group) ? before?.joined[group] : undefined) ?? after.version;
  }
  return { ...after, joined };
}

/** The stints that `after` has and `before` does not. Swap the two for stints that ended. */
export function stintsBegun(before: Contact | null, after: Contact | null): Stint[] {
  if (after === null) return [];
  return after.groups
    .map((group) => ({
      contact: after.uuid,
      group,
      version: after.joined[group] ?? after.version,
      shard: after.shard,
      at: after.modifiedOn,
    }))
    .filter(({ group, version }) => before?.joined[group] !== version);
}

export const putStints = (data: Data, workspace: WorkspaceId, stints: readonly Stint[]): Promise<void> =>
  putAll(
    data,
    'contacts',
    stints.map((stint) => ({ ...stintKey(workspace, stint), at: stint.at })),
  );

export const deleteStints = (data: Data, workspace: WorkspaceId, stints: readonly Stint[]): Promise<void> =>
  deleteAll(
    data,
    'contacts',
    stints.map((stint) => stintKey(workspace, stint)),
  );

/** Up to `limit` contacts of any of the groups in a shard, by uuid: a superset, which callers check. */
export async function pageRoster(
  data: Data,
  workspace: WorkspaceId,
  groups: readonly GroupId[],
  shard: number,
  page: { readonly after?: ContactId; readonly limit: number },
): Promise<{ uuids: ContactId[]; done: boolean }> {
  const from = page.after === undefined ? undefined : justAbove(page.after);
  const ranges = [...new Set(groups)].map((group) => ({
    index: null,
    partition: rosterPk(workspace, group, shard),
    from,
  }));
  const { keys, more } = await mergeRanges(data, ranges, { limit: page.limit, reverse: false, id: contactOfStint });
  return { uuids: keys.map(contactOfStint), done: !more };
}

/** All contacts in the roster, or null when there are more than `most`. 1/60 read unit each. */
export async function readRoster(
  data: Data,
  workspace: WorkspaceId,
  group: GroupId,
  most: number,
): Promise<Set<ContactId> | null> {
  const uuids = new Set<ContactId>();
  const shards = shardsOf(data, workspace);
  await eachOf(shards, isRaising(data, workspace) ? 1 : shards.length, async (shard) => {
    let range: Range = { index: null, partition: rosterPk(workspace, group, shard) };
    while (uuids.size <= most) {
      const { keys, ended } = await readRange(data, range, QUERY, false);
      for (const key of keys) uuids.add(contactOfStint(key));
      const last = keys.at(-1);
      if (ended || last === undefined) return;
      range = { ...range, from: justAbove(last) };
    }
  });
  return uuids.size > most ? null : uuids;
}

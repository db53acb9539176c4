/**
 * A search's contacts as the workspace's snapshot chooses them: by uuid, each checked when it is frozen (ADR 007). When
 * the snapshot goes meanwhile, the tables are read for those that are left.
 *
 *   above/<uuid>            contacts with greater uuids are left
 *   above/<uuid>/<cursor>   and the tables are read for them, from there on
 */
import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Search } from '../../domain/search/search.ts';
import { readContacts } from '../contacts/index.ts';
import { type Data, FEWEST_SHARDS } from '../dynamo/index.ts';
import { pageSearch } from '../search/index.ts';
import type { SelectionCursor, SelectionPage } from './selection-cursor.ts';

/** The next contacts that may match, at most so many; null where no snapshot says. */
export type Chooser = (
  search: Search,
  place: {
    readonly after: ContactId | null;
    readonly shard: { readonly number: number; readonly among: number } | undefined;
  },
  limit: number,
) => Promise<{ readonly uuids: readonly ContactId[]; readonly more: boolean } | null>;

const ABOVE = /^above\/([0-9a-f-]{36})(?:\/(.+))?$/;

/** Whether a snapshot has chosen the contacts before this place. */
export const isChosen = ({ after }: SelectionCursor): boolean => after !== null && ABOVE.test(after);

/** The next page; null when it is the first, and no snapshot chooses it. */
export async function pageChosen(
  data: Data,
  workspace: WorkspaceId,
  search: Search,
  { after, shard: ofShard, of = FEWEST_SHARDS, alone }: SelectionCursor,
  { limit, choose }: { readonly limit: number; readonly choose: Chooser | null },
): Promise<SelectionPage | null> {
  const [, uuid, rest] = ABOVE.exec(after ?? '') ?? [];
  const above = (uuid ?? null) as ContactId | null;
  const shard = alone && ofShard;
  const chosen =
    rest === undefined && choose
      ? await choose(search, { after: above, shard: alone && { number: ofShard, among: of } }, limit)
      : null;
  if (chosen !== null) {
    const read = await readContacts(data, workspace, chosen.uuids);
    const matches = [...read.values()].filter((one): one is Contact => !isTombstone(one) && search.matches(one));
    return pageOf(matches, chosen.more ? `above/${chosen.uuids.at(-1)}` : null);
  }
  if (above === null) return null;
  const only = (one: ContactId) => one > above;
  const { contacts, cursor } = await pageSearch(data, workspace, search, { limit, cursor: rest ?? null, shard, only });
  return pageOf(contacts, cursor === null ? null : `above/${above}/${cursor}`);
}

function pageOf(read: readonly Contact[], after: string | null): SelectionPage {
  const contacts = new Map(read.map((contact) => [contact.uuid, contact]));
  return { uuids: [...contacts.keys()].sort(), contacts, after, ...(after === null && { isLast: true }) };
}

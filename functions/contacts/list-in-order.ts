import {
  listByModified,
  listFolder,
  listMembers,
  readContact,
  readContacts,
} from '../../shared/data/contacts/index.ts';
import { readCounts } from '../../shared/data/counts/index.ts';
import { untilShown } from '../../shared/data/paging/index.ts';
import {
  type Contact,
  folderOf,
  isTombstone,
  SEARCH_FOLDERS,
  type SearchFolder,
  type Tombstone,
} from '../../shared/domain/contacts/contact.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { findByUrn } from '../../shared/services/contacts/find.ts';
import type { ContactsPage, PageAt } from './contacts-page.ts';
import type { ContactListing, Filters } from './list-parse.ts';

type Unsearched = Exclude<ContactListing, { by: 'query' }>;
type ByIndex = Extract<ContactListing, { by: 'folder' | 'modified' }>;
type ByGroup = Extract<ContactListing, { by: 'group' }>;

const NONE: ContactsPage = { items: [], cursor: null, previous: null };

/** By modification: all contacts, one, or a group (TextIt 6.3). A folder by its days. */
export async function listInOrder(listing: Unsearched, at: PageAt, context: RequestContext): Promise<ContactsPage> {
  const { data } = context.runtime;
  const { workspace } = context.caller;
  switch (listing.by) {
    case 'nothing':
      return NONE;
    case 'uuid':
      return only(await readContact(data, workspace, listing.uuid), listing.filters);
    case 'urn':
      return only(await findByUrn(data, workspace, listing.urn), listing.filters);
    case 'group':
      return members(listing, at, context);
    case 'folder':
    case 'modified':
      return indexed(listing, at, context);
  }
}

const only = (item: Contact | Tombstone | null, filters: Filters): ContactsPage =>
  item && passes(item, filters) ? { ...NONE, items: [item] } : NONE;

function passes(item: Contact | Tombstone, { uuid, group, folder, deleted, before, after }: Filters): boolean {
  return (
    isTombstone(item) === deleted &&
    (uuid === undefined || item.uuid === uuid) &&
    (group === undefined || (!isTombstone(item) && item.groups.includes(group.uuid))) &&
    (folder === null || isIn(folder, item)) &&
    (before === undefined || item.modifiedOn <= before) &&
    (after === undefined || item.modifiedOn >= after)
  );
}

const isIn = (folder: SearchFolder, item: Contact | Tombstone): boolean =>
  folderOf(item) === folder || (folder === 'active' && folderOf(item) === 'dormant');

async function members(
  { group, filters, reverse }: ByGroup,
  { cursor, limit }: PageAt,
  { runtime, caller }: RequestContext,
): Promise<ContactsPage> {
  // A deleted contact is in no group.
  if (filters.deleted) return NONE;
  const { groups, folders } = await readCounts(runtime.data, caller.workspace);
  const { contacts, ...neighbours } = await listMembers(runtime.data, caller.workspace, {
    group: group.uuid,
    size: groups[group.uuid] ?? 0,
    population: SEARCH_FOLDERS.reduce((sum, name) => sum + folders[name], 0),
    before: filters.before,
    after: filters.after,
    reverse,
    limit,
    cursor,
  });
  return { items: contacts, ...neighbours };
}

/** A folder, or all contacts, as an index lists them. Its entries may be outdated, so each contact is checked. */
function indexed(
  listing: ByIndex,
  { cursor, limit }: PageAt,
  { runtime, caller }: RequestContext,
): Promise<ContactsPage> {
  const { data } = runtime;
  const { workspace } = caller;
  const { filters } = listing;
  const read = (place: string | null | undefined) =>
    listing.by === 'folder'
      ? listFolder(data, workspace, listing.folder, { limit, cursor: place })
      : listByModified(data, workspace, { ...filters, reverse: listing.reverse, limit, cursor: place });
  return untilShown(
    cursor,
    ({ items }) => items.length === 0,
    async (place) => {
      const { uuids, ...neighbours } = await read(place);
      const found = await readContacts(data, workspace, uuids);
      const items = uuids.flatMap((uuid) => found.get(uuid) ?? []).filter((item) => passes(item, filters));
      return { items, ...neighbours };
    },
  );
}

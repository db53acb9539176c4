import { findOwners, listByModified, listFolder, listMembers, readContacts } from '../../shared/data/contacts/index.ts';
import { readCounts } from '../../shared/data/counts/index.ts';
import { untilShown } from '../../shared/data/paging/index.ts';
import { type Contact, folderOf, isTombstone, type Tombstone } from '../../shared/domain/contacts/contact.ts';
import { identityOf, normalizeUrn } from '../../shared/domain/contacts/urns.ts';
import { type ContactId, type GroupId, parseUuid } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { SEARCH_FOLDERS, type SearchFolder } from '../../shared/domain/search/facts.ts';
import type { Assets, Group } from '../../shared/domain/workspace.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import type { LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { PAGE_SIZE } from '../../shared/lambda/page.ts';
import { flagParam, timeParam, uuidParam } from '../../shared/lambda/params.ts';
import type { Listed } from './list.ts';
import { folderParam, refuseTogether } from './list-params.ts';

const NOBODY: Listed = { items: [], cursor: null, previous: null };

/** TextIt's filters; any combination narrows. Undefined: not asked for. */
interface Filters {
  readonly uuid: ContactId | undefined;
  readonly group: Group | undefined;
  readonly folder: SearchFolder | null;
  readonly deleted: boolean;
  readonly before: Instant | undefined;
  readonly after: Instant | undefined;
}

/** By time of modification: everybody, one contact or a group (TextIt 6.3). A folder by its days. */
export async function listInOrder(request: Request): Promise<Listed> {
  const { query } = request;
  if (query['sort'] !== undefined) throw refuse("Param 'sort' is honoured only together with 'query'.");
  const filters = readFilters(request);
  if (query['urn'] !== undefined) return oneContact(request, await ownerOf(request, query['urn']), filters);
  if (filters?.uuid) return oneContact(request, filters.uuid, filters);
  if (filters === null) return NOBODY;
  if (filters.group) return members(request, filters.group, filters);
  return indexed(request, filters);
}

/** Null when nobody can pass: a group that is not there, or a time that cannot be read, for which TextIt answers nobody. */
function readFilters({ query, assets }: Request): Filters | null {
  const uuid = uuidParam<ContactId>(query, 'uuid');
  const folder = folderParam(query['folder']);
  const group = query['group'] === undefined ? undefined : findGroup(query['group'], assets);
  const [before, after] = [timeParam(query, 'before'), timeParam(query, 'after')];
  if (group === null || before === null || after === null) return null;
  return { uuid, group, folder, deleted: flagParam(query, 'deleted'), before, after };
}

/** By uuid, or by name to the letter (TextIt 6.3). */
function findGroup(text: string, { groups }: Assets): Group | null {
  const uuid = parseUuid<GroupId>(text);
  return (uuid ? groups.get(uuid) : [...groups.values()].find(({ name }) => name === text)) ?? null;
}

async function ownerOf({ runtime, caller, assets }: Request, text: string): Promise<ContactId | null> {
  if (assets.settings.anon) throw refuse('URN lookups not allowed for anonymous organizations');
  const normal = normalizeUrn(text, assets.settings.country);
  if (!normal.ok) throw refuse(`Invalid URN: ${text}`);
  const identity = identityOf(normal.urn);
  const owners = await findOwners(runtime.data, caller.workspace, [identity]);
  return owners.get(identity)?.uuid ?? null;
}

async function oneContact(request: Request, uuid: ContactId | null, filters: Filters | null): Promise<Listed> {
  if (uuid === null || filters === null) return NOBODY;
  const item = (await readContacts(request.runtime.data, request.caller.workspace, [uuid])).get(uuid);
  return item && passes(item, filters) ? { ...NOBODY, items: [item] } : NOBODY;
}

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

/** A deleted contact is in no group. */
async function members({ query, runtime, caller }: Request, group: Group, filters: Filters): Promise<Listed> {
  refuseTogether(query, 'group', ['folder']);
  if (filters.deleted) return NOBODY;
  const { groups, folders } = await readCounts(runtime.data, caller.workspace);
  const { contacts, ...beside } = await listMembers(runtime.data, caller.workspace, {
    group: group.uuid,
    size: groups[group.uuid] ?? 0,
    everybody: SEARCH_FOLDERS.reduce((sum, name) => sum + folders[name], 0),
    before: filters.before,
    after: filters.after,
    reverse: flagParam(query, 'reverse'),
    limit: PAGE_SIZE,
    cursor: query['cursor'],
  });
  return { items: contacts, ...beside };
}

/**
 * A folder, or everybody, as an index lists them. Its entries may be older than the contacts, which say themselves whether
 * they still belong here; when nobody of a page does, the next ones are read.
 */
function indexed(request: Request, filters: Filters): Promise<Listed> {
  const { query, runtime, caller } = request;
  if (filters.folder) refuseTogether(query, 'folder', ['deleted', 'before', 'after', 'reverse']);
  return untilShown(
    query['cursor'],
    ({ items }) => items.length === 0,
    async (cursor) => {
      const { uuids, ...beside } = await entries(request, filters, cursor);
      const found = await readContacts(runtime.data, caller.workspace, uuids);
      const items = uuids.flatMap((uuid) => found.get(uuid) ?? []).filter((item) => passes(item, filters));
      return { items, ...beside };
    },
  );
}

function entries({ query, runtime, caller }: Request, filters: Filters, cursor: string | null | undefined) {
  const place = { limit: PAGE_SIZE, cursor };
  const { folder, deleted, before, after } = filters;
  if (folder) return listFolder(runtime.data, caller.workspace, folder, place);
  const reverse = flagParam(query, 'reverse');
  return listByModified(runtime.data, caller.workspace, { ...place, deleted, before, after, reverse });
}

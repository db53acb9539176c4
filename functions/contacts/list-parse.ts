import { SEARCH_FOLDERS, type SearchFolder } from '../../shared/domain/contacts/contact.ts';
import { type ContactId, type GroupId, parseUuid } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { EVERYBODY, type Search } from '../../shared/domain/search/search.ts';
import { parseSort, type Sort, sortKeysOf } from '../../shared/domain/search/sort.ts';
import type { Assets, Group } from '../../shared/domain/workspace.ts';
import type { Request } from '../../shared/lambda/http/endpoint.ts';
import { refuse } from '../../shared/lambda/http/errors.ts';
import { flagParam, folderParam, timeParam, urnParam, uuidParam } from '../../shared/lambda/http/params.ts';
import { requireSearch } from '../../shared/lambda/http/require-query.ts';
import { printValue } from '../../shared/query/query.ts';
import { type ContactColumns, columnsParam } from './columns.ts';

const OF_LIST = ['deleted', 'before', 'after', 'reverse'] as const;

/** Parameters that exclude each other: the answer to another question would look right. */
const NOT_WITH = {
  query: ['uuid', 'urn', 'group', ...OF_LIST],
  sort: ['uuid', 'urn', ...OF_LIST],
  folder: OF_LIST,
  total: ['sort', 'limit', 'fields', 'expand_urns'],
} as const;

export const listDependencies = [
  ...Object.entries(NOT_WITH).flatMap(([name, others]) => others.map((other) => `ZeroOrOne(${name}, ${other})`)),
  'IF folder AND group THEN NOT (uuid OR urn)',
  'IF total THEN query OR (folder AND group)',
];

export type ContactListing =
  /** No contact can pass: no such group or folder, or an unreadable time (TextIt answers an empty list). */
  | { readonly by: 'nothing' }
  /** `asked`: the client gave a query; a group with a folder and an order are also searches. */
  | { readonly by: 'query'; readonly search: Search; readonly how: How; readonly asked: boolean }
  | { readonly by: 'urn'; readonly urn: string; readonly filters: Filters }
  | { readonly by: 'uuid'; readonly uuid: ContactId; readonly filters: Filters }
  | { readonly by: 'group'; readonly group: Group; readonly filters: Filters; readonly reverse: boolean }
  | { readonly by: 'folder'; readonly folder: SearchFolder; readonly filters: Filters }
  | { readonly by: 'modified'; readonly filters: Filters; readonly reverse: boolean };

/** In the order of the index (null), in another, or only the number. */
type How = Sort | 'count' | null;

/** TextIt's filters; each narrows the list. Undefined or null: any. */
export interface Filters {
  readonly uuid: ContactId | undefined;
  readonly group: Group | undefined;
  readonly folder: SearchFolder | null;
  readonly deleted: boolean;
  readonly before: Instant | undefined;
  readonly after: Instant | undefined;
}

interface ListCommand {
  readonly listing: ContactListing;
  readonly cursor: string | undefined;
  readonly expandUrns: boolean;
  readonly columns: ContactColumns | null;
}

type ListRequest = Pick<Request, 'query' | 'assets' | 'now' | 'runtime' | 'caller'>;

export async function parseList(request: ListRequest): Promise<ListCommand> {
  const { query, assets } = request;
  return {
    listing: isNoFolder(query['folder']) ? { by: 'nothing' } : await parseListing(request),
    cursor: query['cursor'],
    expandUrns: flagParam(query, 'expand_urns'),
    columns: query['fields'] === undefined ? null : columnsParam(query['fields'], assets),
  };
}

const isNoFolder = (text: string | undefined): boolean =>
  text !== undefined && !SEARCH_FOLDERS.some((name) => name === text.toLowerCase());

/** A request that no index answers is a search: a group within a folder, and any order by `sort`. */
async function parseListing(request: ListRequest): Promise<ContactListing> {
  const { query, assets } = request;
  const { query: text, group, folder, sort } = query;
  if (text !== undefined) {
    refuseTogether(query, 'query', NOT_WITH.query);
    return parseSearch(request, text, true);
  }
  if (sort === undefined && (group === undefined || folder === undefined)) {
    if (flagParam(query, 'total')) throw refuse({ code: 'total_of_search' });
    return parseFilters(request);
  }
  refuseTogether(query, sort === undefined ? 'folder' : 'sort', NOT_WITH.sort);
  const found = group === undefined ? undefined : groupParam(group, assets);
  return found === null ? { by: 'nothing' } : parseSearch(request, found ? memberOf(found) : EVERYBODY, false);
}

async function parseSearch(request: ListRequest, text: string, asked: boolean): Promise<ContactListing> {
  const { query, assets } = request;
  const isTotal = flagParam(query, 'total');
  if (isTotal) refuseTogether(query, 'total', NOT_WITH.total);
  const how = isTotal ? 'count' : sortParam(query['sort'], assets);
  return { by: 'query', search: await requireSearch(request, text, folderParam(query['folder'])), how, asked };
}

const memberOf = ({ name }: Group): string => `group = ${printValue(name)}`;

function parseFilters({ query, assets }: Pick<ListRequest, 'query' | 'assets'>): ContactListing {
  const filters = readFilters(query, assets);
  const urn = query['urn'] === undefined ? undefined : urnParam(query['urn'], assets);
  if (filters === null) return { by: 'nothing' };
  if (urn !== undefined) return { by: 'urn', urn, filters };
  const { uuid, group, folder } = filters;
  if (uuid) return { by: 'uuid', uuid, filters };
  const reverse = flagParam(query, 'reverse');
  if (group) return { by: 'group', group, filters, reverse };
  if (!folder) return { by: 'modified', filters, reverse };
  refuseTogether(query, 'folder', NOT_WITH.folder);
  return { by: 'folder', folder, filters };
}

/** Null when no contact can pass. */
function readFilters(query: Request['query'], assets: Assets): Filters | null {
  const uuid = uuidParam<ContactId>(query, 'uuid');
  const folder = folderParam(query['folder']);
  const group = query['group'] === undefined ? undefined : groupParam(query['group'], assets);
  const before = timeParam(query, 'before');
  const after = timeParam(query, 'after');
  if (group === null || before === null || after === null) return null;
  return { uuid, group, folder, deleted: flagParam(query, 'deleted'), before, after };
}

/** A group by uuid, or by its exact name (TextIt 6.3; in bodies case does not matter). */
function groupParam(text: string, { groups }: Assets): Group | null {
  const uuid = parseUuid<GroupId>(text);
  return (uuid ? groups.get(uuid) : [...groups.values()].find(({ name }) => name === text)) ?? null;
}

function sortParam(text: string | undefined, assets: Assets): Sort | null {
  if (text === undefined) return null;
  const sort = parseSort(text, assets);
  if (sort) return sort;
  const key = text.replace(/^-/, '');
  throw refuse({ code: 'sort_no_field', key, keys: sortKeysOf(assets).join(', ') });
}

function refuseTogether(query: Request['query'], name: string, others: readonly string[]): void {
  const [other] = others.filter((one) => query[one] !== undefined);
  if (other) throw refuse({ code: 'params_not_together', param: other, other: name });
}

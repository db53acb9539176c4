import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import {
  changeSearch,
  createSearch,
  deleteSearch,
  listSearches,
  readSavedSearch,
} from '../../shared/data/workspace/index.ts';
import { SEARCH_FOLDERS } from '../../shared/domain/contacts/contact.ts';
import type { SearchId } from '../../shared/domain/ids.ts';
import { choice, text } from '../../shared/domain/schema.ts';
import type { SavedSearch } from '../../shared/domain/search/saved-search.ts';
import { GROUP_NAME, QUERY } from '../../shared/domain/text-forms.ts';
import { groupNameError, nameKey } from '../../shared/domain/workspace-names.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { pagesOf, saved } from '../../shared/lambda/http/answers.ts';
import {
  created,
  deleteEndpoint,
  endpoint,
  keeping,
  ok,
  type RequestContext,
  type Written,
  writeEndpoint,
} from '../../shared/lambda/http/endpoint.ts';
import { limitReached, notFound, refuseField } from '../../shared/lambda/http/errors.ts';
import { page } from '../../shared/lambda/http/page.ts';
import { byUuid, required } from '../../shared/lambda/http/param.ts';
import { requireUuid, uuidParam } from '../../shared/lambda/http/params.ts';
import { presenter, timestamp } from '../../shared/lambda/http/presenter.ts';
import { requireReadable } from '../../shared/lambda/http/require-query.ts';

/** A search that the workspace has saved under a name. */
const searchShown = presenter<SavedSearch>('Search')({
  uuid: z.uuid(),
  name: z.string(),
  query: z.string(),
  folder: z.enum(SEARCH_FOLDERS),
  created_on: timestamp,
});

/** GET searches.json: every saved search, by name. */
export const getSearches = endpoint({
  summary: 'List saved searches',
  answers: pagesOf(searchShown),
  params: { uuid: byUuid('only this search') },
  parse: ({ query }) => uuidParam<SearchId>(query, 'uuid'),
  async handle(uuid, context) {
    const all = await listSearches(context.runtime.data, context.caller.workspace);
    const found = all.filter((search) => uuid === undefined || search.uuid === uuid);
    const byName = found.sort((a, b) => (nameKey(a.name) < nameKey(b.name) ? -1 : 1));
    return ok(page(context, byName.map(searchShown.show), null));
  },
});

interface SaveSearch {
  /** Null: a new one. */
  readonly uuid: SearchId | null;
  readonly patch: Partial<Pick<SavedSearch, 'name' | 'query' | 'folder'>>;
}

/** POST searches.json: saves a search (201); `?uuid=` changes one (200). */
export const saveSearch = writeEndpoint({
  summary: 'Save or change a search',
  answers: saved(searchShown),
  params: { uuid: byUuid('the search to change') },
  body: {
    name: z.optional(text({ max: 64, form: GROUP_NAME })),
    query: z.optional(text({ max: 10_000, form: QUERY })),
    folder: z.optional(choice(SEARCH_FOLDERS)),
  },
  forms: [
    { name: 'save', required: ['name', 'query'], without: 'uuid' },
    { name: 'rename', required: ['name'], with: 'uuid' },
    { name: 'change', required: ['query'], with: 'uuid' },
    { name: 'move', required: ['folder'], with: 'uuid' },
  ],
  async parse({ query, given, errors, ...context }): Promise<SaveSearch | typeof errors> {
    const uuid = uuidParam<SearchId>(query, 'uuid') ?? null;
    if (given.name !== undefined) errors.add('name', groupNameError(given.name));
    for (const field of ['name', 'query'] as const)
      if (uuid === null && given[field] === undefined) errors.add(field, { code: 'required' });
    if (!errors.none(given)) return errors;
    if (given.query !== undefined) await requireReadable(context, given.query, given.folder ?? null);
    const { name, query: typed, folder } = given;
    return {
      uuid,
      patch: {
        ...(name !== undefined && { name }),
        ...(typed !== undefined && { query: typed }),
        ...(folder && { folder }),
      },
    };
  },
  handle: ({ uuid, patch }, context) => (uuid === null ? create(patch, context) : change(uuid, patch, context)),
  audit: unaudited,
  async made(seed, { runtime, caller }) {
    const search = await readSavedSearch(runtime.data, caller.workspace, seed);
    return search && { status: 201, kept: search.uuid };
  },
  async replay(uuid: SearchId, { runtime, caller }) {
    const search = await readSavedSearch(runtime.data, caller.workspace, uuid);
    return search && { body: searchShown.show(search) };
  },
});

async function create(
  { name = '', query = '', folder = 'active' }: SaveSearch['patch'],
  { runtime, caller, now, seed }: RequestContext,
): Promise<Written<SearchId>> {
  const uuid = (seed ?? randomUUID()) as SearchId;
  const search: SavedSearch = { uuid, name, query, folder, createdOn: now };
  const result = await createSearch(runtime.data, caller.workspace, search);
  if (result.ok) return keeping(created(searchShown.show(result.item)), uuid);
  throw result.reason === 'limit' ? limitReached() : refuseField('name', { code: 'not_unique' });
}

async function change(
  uuid: SearchId,
  patch: SaveSearch['patch'],
  { runtime, caller }: RequestContext,
): Promise<Written<SearchId>> {
  const result = await changeSearch(runtime.data, caller.workspace, uuid, patch);
  if (result.ok) return keeping(ok(searchShown.show(result.item)), uuid);
  throw result.reason === 'missing' ? notFound() : refuseField('name', { code: 'not_unique' });
}

/** DELETE searches.json: nobody's contacts change. */
export const removeSearch = deleteEndpoint({
  summary: 'Delete a saved search',
  params: { uuid: required(byUuid('the search')) },
  parse: ({ query }) => requireUuid<SearchId>(query, 'uuid'),
  handle: (uuid, { runtime, caller }) => deleteSearch(runtime.data, caller.workspace, uuid),
  audit: unaudited,
});

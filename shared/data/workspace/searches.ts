/**
 *   W#<workspace>  SEARCH#<uuid>           { uuid, name, query, folder, createdOn }
 *   W#<workspace>  NAME#search#<name>      see items.ts
 *
 * Searches that a workspace has saved under a name. Callers check names with `groupNameError`, and queries.
 */
import type { SearchId, WorkspaceId } from '../../domain/ids.ts';
import type { SavedSearch } from '../../domain/search/saved-search.ts';
import { MAX_SEARCHES } from '../../domain/search/saved-search.ts';
import { CONFLICT, type Data, equals, RACES, remove, retryOnConflict, transact } from '../dynamo/index.ts';
import { bumpCount, bumpRevision, releaseName } from './items.ts';
import { namedList } from './named-list.ts';

const searches = namedList<SavedSearch>({
  kind: 'search',
  idOf: ({ uuid }) => uuid,
  isStill: ({ name }) => equals('name', name),
});

export const { list: listSearches, find: readSavedSearch } = searches;

export const createSearch = (data: Data, workspace: WorkspaceId, search: SavedSearch) =>
  searches.create(data, workspace, search, MAX_SEARCHES);

export const changeSearch = (
  data: Data,
  workspace: WorkspaceId,
  uuid: SearchId,
  patch: Partial<Pick<SavedSearch, 'name' | 'query' | 'folder'>>,
) =>
  searches.change(
    data,
    workspace,
    uuid,
    () => patch,
    () => [bumpRevision(workspace)],
  );

/** Removes a search and frees its name; false when there is none. */
export const deleteSearch = (data: Data, workspace: WorkspaceId, uuid: SearchId): Promise<boolean> =>
  retryOnConflict<boolean>(RACES, `search ${uuid}`, async () => {
    const search = await searches.find(data, workspace, uuid);
    if (search === null) return false;
    const written = await transact(data, [
      remove('workspace', searches.keyOf(workspace, uuid), equals('name', search.name)),
      bumpCount(workspace, 'search', -1, MAX_SEARCHES + 1),
      releaseName(workspace, 'search', search.name),
    ]);
    return written.ok ? true : CONFLICT;
  });

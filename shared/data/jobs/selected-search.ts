import { queryEnvOf } from '../../domain/contacts/queryable.ts';
import { readStored } from '../../domain/groups/stored-query.ts';
import type { Instant } from '../../domain/instant.ts';
import { kindOf } from '../../domain/jobs/kinds/index.ts';
import type { HistoryNeeds } from '../../domain/search/history.ts';
import { matchesOrMembers, type Search } from '../../domain/search/search.ts';
import type { Data } from '../dynamo/index.ts';
import { loadSearch } from '../search/index.ts';
import { loadAssets } from '../workspace/index.ts';
import { readHistories } from './flow-histories.ts';
import type { Selecting } from './selection-cursor.ts';

/** The search that finds all contacts that a job is for; null when none does. Throws QueryGoneError. */
export async function searchOf(data: Data, job: Selecting): Promise<Search | null> {
  const { workspace, selection, createdOn: at } = job;
  const historiesOf = (needs: HistoryNeeds, before: Instant) => readHistories(data, workspace, needs, before);
  if ('query' in selection) return loadSearch(data, workspace, { ...selection, at }, historiesOf);
  const filled = 'folder' in selection ? kindOf(job).readies?.(job.work) : undefined;
  if (filled === undefined || !('folder' in selection)) return null;
  // Others of the folder are not in the group, and need not join it.
  const assets = await loadAssets(data, workspace);
  const group = assets.groups.get(filled);
  const query = group?.query ? readStored(group.query, assets, at) : null;
  return group && query ? matchesOrMembers(query, group, selection.folder, queryEnvOf(assets, at)) : null;
}

import type { Counts } from '../../domain/counts.ts';
import type { GroupId, WorkspaceId } from '../../domain/ids.ts';
import { SEARCH_FOLDERS } from '../../domain/search/facts.ts';
import type { Search } from '../../domain/search/search.ts';
import { ADDRESS_UNITS, CONTACT_UNITS, INDEX_UNITS, ROSTER_UNITS, SHARDS_UNITS } from '../contacts/index.ts';
import { readCounts } from '../counts/index.ts';
import type { Data } from '../dynamo/index.ts';
import { type Access, accessesOf, BY_MODIFICATION, type FolderDays } from './access.ts';
import { explain } from './explain.ts';

/** How a search will be carried out. Every access reaches all matches; each contact is then checked by the query. */
export interface SearchPlan {
  readonly search: Search;
  readonly access: Access;
  readonly others: readonly Access[];
  /** Contacts to read at most, according to the counts. */
  readonly candidates: number;
  /** All contacts of the workspace that are not deleted, according to the counts. */
  readonly population: number;
  /** Read units for all pages. It is an estimate, because contacts are not counted by day. */
  readonly readUnits: number;
  readonly explanation: string;
}

/** Chooses the cheapest access by the workspace's present counts. */
export const planFor = async (data: Data, workspace: WorkspaceId, search: Search): Promise<SearchPlan> =>
  planSearch(search, await readCounts(data, workspace));

/** Chooses the cheapest access by the counts of folders and groups. */
export function planSearch(search: Search, counts: Counts): SearchPlan {
  const [first, ...rest] = accessesOf(search);
  const access = rest.reduce((best, one) => (readUnitsOf(one, counts) < readUnitsOf(best, counts) ? one : best), first);
  const candidates = candidatesOf(access, counts);
  return {
    search,
    access,
    others: [first, ...rest, BY_MODIFICATION].filter((one) => one !== access),
    candidates,
    population: populationOf(counts),
    readUnits: Math.ceil(readUnitsOf(access, counts)),
    explanation: explain(access, candidates),
  };
}

function readUnitsOf(access: Access, counts: Counts): number {
  const candidates = candidatesOf(access, counts);
  switch (access.type) {
    case 'nobody':
      return 0;
    case 'contacts':
      return access.identities.length * ADDRESS_UNITS + candidates * CONTACT_UNITS;
    case 'groups':
      return access.groups.length * SHARDS_UNITS + candidates * (CONTACT_UNITS + ROSTER_UNITS);
    case 'folders': {
      const entries = access.ranges.reduce((sum, range) => sum + counts.folders[range.folder] * shareOf(range), 0);
      return access.ranges.length * SHARDS_UNITS + entries * (CONTACT_UNITS + INDEX_UNITS);
    }
    case 'modified':
      return SHARDS_UNITS + candidates * OPEN_SHARE * (CONTACT_UNITS + INDEX_UNITS);
  }
}

function candidatesOf(access: Access, { folders, groups }: Counts): number {
  switch (access.type) {
    case 'nobody':
      return 0;
    case 'contacts':
      return access.uuids.length + access.identities.length;
    case 'groups':
      return access.groups.reduce((sum, { uuid }) => sum + (groups[uuid as GroupId] ?? 0), 0);
    case 'folders':
      return access.ranges.reduce((sum, { folder }) => sum + folders[folder], 0);
    case 'modified':
      return populationOf({ folders });
  }
}

export const populationOf = ({ folders }: Pick<Counts, 'folders'>): number =>
  SEARCH_FOLDERS.reduce((sum, folder) => sum + folders[folder], 0);

/** The share of a folder in a range of days is unknown; query planners have guessed so since System R. */
const OPEN_SHARE = 1 / 3;
const CLOSED_SHARE = 1 / 4;

const shareOf = ({ from, to }: FolderDays): number =>
  from === undefined && to === undefined ? 1 : from === undefined || to === undefined ? OPEN_SHARE : CLOSED_SHARE;

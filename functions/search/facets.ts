import type * as z from 'zod/mini';
import { countMarked, facetCounter, partedByFolder, tallySnapshot } from '#snapshot-answer';
import { goesBySnapshot, planFor, searchContacts } from '../../shared/data/search/index.ts';
import { folderOf } from '../../shared/domain/contacts/contact.ts';
import { queryContactOf } from '../../shared/domain/contacts/queryable.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import type { MarkedRows } from '../../shared/domain/search/columns/page.ts';
import type { Facet, FacetCounter } from '../../shared/domain/search/facets.ts';
import { SEARCH_FOLDERS, type SearchFolder } from '../../shared/domain/search/facts.ts';
import { EVERYBODY, type Search, searchedIn } from '../../shared/domain/search/search.ts';
import { QUERY } from '../../shared/domain/text-forms.ts';
import { endpoint, ok, type Request, type RequestContext } from '../../shared/lambda/endpoint.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import { tellingOfBroken } from '../../shared/lambda/faults.ts';
import { asText, byChoice, byText } from '../../shared/lambda/param.ts';
import { folderParam } from '../../shared/lambda/params.ts';
import { requireSearch } from '../../shared/lambda/require-query.ts';
import { unusedSnapshot } from '../../shared/lambda/unused-snapshot.ts';
import type { QueryContact } from '../../shared/query/query.ts';
import { askSnapshot } from '../../shared/services/snapshots/ask.ts';
import { snapshotSource } from '../../shared/services/snapshots/source.ts';
import type { facetsSchema } from './answers.schema.ts';

const OWN_FACETS = ['status', 'group', 'language', 'last_seen_on'];
const MOST = 12;
/** Some 5,000 contacts, where no snapshot is. */
const BUDGET = { milliseconds: 8_000, readUnits: 2_700 };

interface Counting {
  readonly search: Search;
  /** Makes counters that have counted nobody. */
  readonly begin: () => readonly FacetCounter[];
  /** Where contacts are counted by status: everywhere, unless the request or its query names a folder or status. */
  readonly ofStatus: readonly SearchFolder[];
}

/** GET facets.json: how many matches of a search have each value, and the query that narrows it to these. */
export const getFacets = endpoint({
  summary: 'Count the matches of a search by status, group, language, month or field',
  params: {
    query: byText('only contacts that match; active ones, unless a folder is given or the query names a status', QUERY),
    folder: byChoice(
      SEARCH_FOLDERS,
      'only one folder: active (dormant ones included), dormant, archived, stopped or blocked',
    ),
    by: asText(
      `what to count by, separated by commas, ${MOST} at most: ${OWN_FACETS.join(', ')} (if left out, these), or fields.<key> of a field that is no date`,
    ),
  },
  parse: parseFacets,
  async handle(counting, context) {
    const { tally, exact, snapshot } = await countEach(counting, context);
    const body: z.output<typeof facetsSchema> = {
      total: { count: tally.count(), exact },
      facets: tally.facets().map(({ values, ...facet }) => ({ ...facet, values: [...values] })),
      ...(snapshot && { snapshot }),
    };
    return ok(body);
  },
});

async function parseFacets(request: Request<'query' | 'folder' | 'by'>): Promise<Counting> {
  const { query, assets, now } = request;
  const keys = [...new Set((query['by'] ?? OWN_FACETS.join(',')).split(',').map((key) => key.trim().toLowerCase()))];
  if (keys.length > MOST) throw refuse({ code: 'param_too_many', param: 'by', most: MOST });
  const counterOf = (key: string): FacetCounter => {
    const counter = facetCounter(key, assets, now);
    if (counter !== null) return counter;
    throw refuse({
      code: 'param_none_of',
      param: 'by',
      value: key,
      values: [...OWN_FACETS, 'fields.<key>'].join(', '),
    });
  };
  const begin = () => keys.map(counterOf);
  begin();
  const folder = folderParam(query['folder']);
  const search = await requireSearch(request, query['query'] ?? EVERYBODY, folder);
  const isAnywhere = folder === null && keys.includes('status');
  return { search, begin, ofStatus: isAnywhere ? SEARCH_FOLDERS : search.folders };
}

interface Tally {
  readonly counters: readonly FacetCounter[];
  add(contact: QueryContact, folder: string): void;
  addRows(marked: MarkedRows): void;
  count(): number;
  facets(): readonly Facet[];
}

function tallyOf({ search, begin }: Counting): Tally {
  const [counters, folders] = [begin(), new Set<string>(search.folders)];
  const ofStatus = counters.filter(({ key }) => key === 'status');
  let count = 0;
  return {
    counters,
    add(contact, folder) {
      const isFound = folders.has(folder);
      if (isFound) count += 1;
      for (const one of isFound ? counters : ofStatus) one.add(contact);
    },
    addRows(marked) {
      const [found, others] = partedByFolder(marked, folders);
      count += countMarked(found.rows);
      for (const one of counters) one.addRows(found);
      for (const one of ofStatus) one.addRows(others);
    },
    count: () => count,
    facets: () => counters.map((one) => one.facet()),
  };
}

/** By the snapshot, or reading what a request may read: then the numbers may not be exact. */
async function countEach(counting: Counting, { runtime, caller }: Pick<RequestContext, 'runtime' | 'caller'>) {
  const { workspace } = caller;
  const search = searchedIn(counting.search, counting.ofStatus);
  const plan = await planFor(runtime.data, workspace, search);
  let tally = tallyOf(counting);
  const columns = tally.counters.flatMap((one) => one.columns);
  const isFast = goesBySnapshot(plan, { from: runtime.config.snapshotsFrom, limit: Infinity });
  const asked = isFast
    ? await askSnapshot(tellingOfBroken(runtime), workspace, (snapshot) => {
        const source = snapshotSource(runtime, workspace, snapshot);
        return tallySnapshot(
          source,
          workspace,
          snapshot,
          { search, columns },
          { one: (row) => tally.add(row, row.folder), rows: (marked) => tally.addRows(marked) },
        );
      })
    : null;
  if (asked?.found) {
    const snapshot = { used: true, as_of: formatInstant(asked.asOf), behind: asked.found.changed };
    return { tally, exact: true, snapshot };
  }
  // The snapshot may have been read in part.
  tally = tallyOf(counting);
  const found = await searchContacts(runtime.data, workspace, plan, { limit: Infinity, budget: BUDGET });
  for (const contact of found.contacts) tally.add(queryContactOf(contact), folderOf(contact));
  return { tally, exact: found.cursor === null, snapshot: asked && unusedSnapshot(asked) };
}

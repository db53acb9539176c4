import * as z from 'zod/mini';
import { readCounts } from '../../shared/data/counts/index.ts';
import { hasSnapshot, populationOf, searchContacts } from '../../shared/data/search/index.ts';
import { folderOf, SEARCH_FOLDERS, type SearchFolder } from '../../shared/domain/contacts/contact.ts';
import { queryContactOf } from '../../shared/domain/contacts/queryable.ts';
import { EVERYBODY, type Search, searchedIn } from '../../shared/domain/search/search.ts';
import type { TallySpec } from '../../shared/domain/search/tally.ts';
import { QUERY } from '../../shared/domain/text-forms.ts';
import { shown } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok, type Request, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { refuse } from '../../shared/lambda/http/errors.ts';
import { asText, byChoice, byText } from '../../shared/lambda/http/param.ts';
import { folderParam } from '../../shared/lambda/http/params.ts';
import { optional, presenter } from '../../shared/lambda/http/presenter.ts';
import { requireSearch } from '../../shared/lambda/http/require-query.ts';
import { snapshotShown, unusedSnapshot } from '../../shared/lambda/http/snapshot.ts';
import { tellingOfBroken } from '../../shared/lambda/invocation/faults.ts';
import { countFacets, facetCounter, tallyOf, tallySpecOf } from '../../shared/services/snapshots/answer.ts';
import { askSnapshot } from '../../shared/services/snapshots/ask.ts';
import { snapshotSource } from '../../shared/services/snapshots/source.ts';

const OWN_FACETS = ['status', 'group', 'language', 'last_seen_on'];
const MOST = 12;
/** Some 5,000 contacts, where no snapshot is. */
const BUDGET = { milliseconds: 8_000, readUnits: 2_700 };

interface Counting {
  readonly search: Search;
  readonly spec: TallySpec;
  /** Where contacts are counted by status: everywhere, unless the request or its query names a folder or status. */
  readonly ofStatus: readonly SearchFolder[];
}

/** By each property: its values with their numbers, and the query of the contacts that have it. */
const facetsShown = presenter<Awaited<ReturnType<typeof countEach>>>('Facets')({
  total: [z.object({ count: z.int(), exact: z.boolean() }), ({ tally, exact }) => ({ count: tally.count(), exact })],
  facets: [
    z.array(
      z.object({
        key: z.string(),
        values: z.array(
          z.object({ value: z.nullable(z.string()), name: z.nullable(z.string()), count: z.int(), query: z.string() }),
        ),
        others: z.int(),
      }),
    ),
    ({ tally }) => tally.facets(),
  ],
  snapshot: optional(snapshotShown.schema),
});

/** GET facets.json: how many matches of a search have each value, and the query that narrows it to these. */
export const getFacets = endpoint({
  summary: 'Count the matches of a search by status, group, language, month or field',
  answers: shown(facetsShown),
  seconds: BUDGET.milliseconds / 1_000,
  params: {
    query: byText('only contacts that match; active ones, unless a folder is given or the query names a status', QUERY),
    folder: byChoice(
      SEARCH_FOLDERS,
      'only one folder: active (dormant ones included), dormant, archived, stopped or blocked',
    ),
    by: asText(
      `what to count by, separated by commas, ${MOST} at most: ${OWN_FACETS.join(', ')} (if left out, these), or fields.<key> of a field that is no date`,
      { format: 'contact-facets' },
    ),
  },
  parse: parseFacets,
  async handle(counting, context) {
    return ok(facetsShown.show(await countEach(counting, context)));
  },
});

async function parseFacets(request: Request<'query' | 'folder' | 'by'>): Promise<Counting> {
  const { query, assets, now } = request;
  const keys = [...new Set((query['by'] ?? OWN_FACETS.join(',')).split(',').map((key) => key.trim().toLowerCase()))];
  if (keys.length > MOST) throw refuse({ code: 'param_too_many', param: 'by', most: MOST });
  for (const value of keys)
    if (facetCounter(value, assets, now) === null)
      throw refuse({ code: 'param_none_of', param: 'by', value, values: [...OWN_FACETS, 'fields.<key>'].join(', ') });
  const folder = folderParam(query['folder']);
  const search = await requireSearch(request, query['query'] ?? EVERYBODY, folder);
  const isAnywhere = folder === null && keys.includes('status');
  const spec = tallySpecOf(keys, search.folders, assets, now);
  return { search, spec, ofStatus: isAnywhere ? SEARCH_FOLDERS : search.folders };
}

/** By the snapshot, or reading what a request may read: then the numbers may not be exact. */
async function countEach({ search: asked, spec, ofStatus }: Counting, { runtime, caller }: Counted) {
  const { workspace } = caller;
  const search = searchedIn(asked, ofStatus);
  const population = populationOf(await readCounts(runtime.data, workspace));
  const parts = search.flowsOf === null ? runtime.parts : null;
  const answer = hasSnapshot(population, { from: runtime.config.snapshotsFrom, parts })
    ? await askSnapshot(tellingOfBroken(runtime), workspace, (snapshot) =>
        countFacets(snapshotSource(runtime, workspace, snapshot), workspace, snapshot, search, spec),
      )
    : null;
  if (answer?.found) {
    const { tally, changed } = answer.found;
    return { tally, exact: true, snapshot: snapshotShown.show({ used: true, asOf: answer.asOf, behind: changed }) };
  }
  const tally = tallyOf(spec);
  const found = await searchContacts(runtime.data, workspace, search, {
    by: 'folders',
    limit: Infinity,
    budget: BUDGET,
  });
  for (const contact of found.contacts) tally.add(queryContactOf(contact), folderOf(contact));
  return { tally, exact: found.cursor === null, snapshot: answer ? unusedSnapshot(answer) : undefined };
}

type Counted = Pick<RequestContext, 'runtime' | 'caller'>;

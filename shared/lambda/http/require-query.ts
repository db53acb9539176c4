import { HistoryTooLargeError, readHistories } from '../../data/jobs/index.ts';
import { listFlows } from '../../data/workspace/index.ts';
import type { SearchFolder } from '../../domain/contacts/contact.ts';
import type { NamedFlow } from '../../domain/contacts/queryable.ts';
import { type DefinitionError, defineGroup, type GroupDefinition } from '../../domain/groups/definition.ts';
import { historyNeeds } from '../../domain/search/history.ts';
import { mayNameFlows, readSearch, type Search, withHistories } from '../../domain/search/search.ts';
import type { QueryError } from '../../query/query.ts';
import type { RequestContext } from './endpoint.ts';
import { ApiError } from './errors.ts';

type Workspace = Pick<RequestContext, 'assets' | 'now' | 'runtime' | 'caller'>;

/** The search for a client's query, in one folder or as `searchFor` says; 400 for a wrong one. */
export async function requireSearch(
  context: Workspace,
  text: string,
  folder: SearchFolder | null = null,
): Promise<Search> {
  const { now, runtime, caller } = context;
  const search = await requireReadable(context, text, folder);
  const needs = historyNeeds(search.query);
  if (needs === null) return search;
  try {
    return withHistories(search, await readHistories(runtime.data, caller.workspace, needs, now));
  } catch (error) {
    if (!(error instanceof HistoryTooLargeError)) throw error;
    throw new ApiError(400, { query: [error.refusal], code: error.code });
  }
}

/** The search for a client's query, without the runs that it may ask about; 400 for a wrong one. */
export async function requireReadable(context: Workspace, text: string, folder: SearchFolder | null): Promise<Search> {
  const { assets, now } = context;
  const read = readSearch(text, folder, assets, now, await flowsFor(context, text));
  if (!read.ok) throw refuseQuery(read.error);
  return read.search;
}

/** The definition of a smart group by a client's query; 400 when it is wrong or cannot define a group. */
export async function requireDefinition(context: Workspace, text: string): Promise<GroupDefinition> {
  const defined = defineGroup(text, context.assets, context.now, await flowsFor(context, text));
  if (defined.ok) return defined.definition;
  throw refuseQuery(defined.error);
}

/** Archived flows too: contacts have run through them. */
const flowsFor = async (
  { runtime: { data }, caller: { workspace } }: Workspace,
  text: string,
): Promise<readonly NamedFlow[]> => (mayNameFlows(text) ? listFlows(data, workspace) : []);

/** TextIt's message, code and extra; the position in UTF-16 units, and a hint. */
const refuseQuery = ({ message, code, extra, start, end, hint }: QueryError | DefinitionError): ApiError =>
  new ApiError(400, { query: [message], code, ...(extra && { extra }), start, end, hint });

import { type Definition, type DefinitionError, defineGroup } from '../domain/groups/definition.ts';
import type { SearchFolder } from '../domain/search/facts.ts';
import { readSearch, type Search } from '../domain/search/search.ts';
import type { QueryError } from '../query/query.ts';
import type { Context } from './endpoint.ts';
import { ApiError } from './errors.ts';

type Workspace = Pick<Context, 'assets' | 'now'>;

/** The search for a query of a client, in one folder or (null) as `searchFor` says; 400 when the query is wrong. */
export function requireSearch({ assets, now }: Workspace, text: string, folder: SearchFolder | null = null): Search {
  const read = readSearch(text, folder, assets, now);
  if (read.ok) return read.search;
  throw refuseQuery(read.error);
}

/** The definition of a smart group by a query of a client; 400 when the query is wrong or cannot define a group. */
export function requireDefinition({ assets, now }: Workspace, text: string): Definition {
  const defined = defineGroup(text, assets, now);
  if (defined.ok) return defined.definition;
  throw refuseQuery(defined.error);
}

/** TextIt's message, code and extra; the place of the mistake, in UTF-16 units of the text, and what to try instead. */
const refuseQuery = ({ message, code, extra, start, end, hint }: QueryError | DefinitionError): ApiError =>
  new ApiError(400, { query: [message], code, ...(extra && { extra }), start, end, hint });

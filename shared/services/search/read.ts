import { type Plan, planFor as planIn } from '../../data/search/index.ts';
import type { SearchFolder } from '../../domain/search/facts.ts';
import { readSearch, type Search } from '../../domain/search/search.ts';
import type { Request } from '../../lambda/endpoint.ts';
import { ApiError } from '../../lambda/errors.ts';
import type { QueryError } from '../../query/query.ts';

type Asked = Pick<Request, 'assets' | 'now' | 'runtime' | 'caller'>;

/** A query that somebody typed, for a search; one that is wrong is refused with 400. */
export function requireSearch({ assets, now }: Asked, text: string, folder: SearchFolder | null = null): Search {
  const read = readSearch(text, folder, assets, now);
  if (!read.ok) throw refuseQuery(read.error);
  return read.search;
}

/** How a search would be carried out, by the workspace's counts as they are. */
export const planFor = ({ runtime, caller }: Asked, search: Search): Promise<Plan> =>
  planIn(runtime.data, caller.workspace, search);

type Refused = Omit<QueryError, 'code'> & { readonly code: string };

/** TextIt's message, code and extra; where it is wrong, in UTF-16 units of the text, and what to try instead. */
export const refuseQuery = ({ message, code, extra, start, end, hint }: Refused): ApiError =>
  new ApiError(400, { query: [message], code, ...(extra && { extra }), start, end, hint });

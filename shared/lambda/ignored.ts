import type { Endpoint, Request } from './endpoint.ts';
import { refuse } from './errors.ts';
import { refuseOthers } from './field-errors.ts';
import { timeParam } from './params.ts';
import { prefers } from './preferences.ts';

/** Names that one header tells. A client with more of them has a mistake that the first ones show. */
const MOST_NAMES = 20;

/** Parameters that say how a list is read. An empty one is none, as in TextIt; an empty filter is refused. */
const HOW: ReadonlySet<string> = new Set([
  ...['after', 'before', 'cursor', 'days', 'deleted', 'dependencies', 'expand_urns', 'fields', 'format', 'limit'],
  ...['archived', 'manual_only', 'paths', 'responded', 'reverse', 'search', 'sort', 'total'],
]);

const UUIDS: ReadonlySet<string> = new Set(['campaign', 'contact', 'flow', 'import', 'job', 'uuid']);

/**
 * Throws 400 for an empty filter of a list: whoever has an unset variable in a script would get everything. TextIt
 * refuses an empty `uuid=` in these words.
 */
export function refuseEmptyFilters({ params = {} }: Pick<Endpoint, 'params'>, search: URLSearchParams): void {
  for (const param of Object.keys(params)) {
    if (HOW.has(param) || search.getAll(param).at(-1) !== '') continue;
    throw refuse(UUIDS.has(param) ? { code: 'param_not_uuid', param, value: '' } : { code: 'param_blank', param });
  }
}

type Given = Pick<Request, 'query' | 'errors' | 'headers'>;

/**
 * Names of the query and the body that TextIt ignores in silence: those that the endpoint does not know, and times that
 * cannot be read. With `Prefer: handling=strict` (RFC 7240) they are refused instead.
 */
export function ignoredOf(
  { params = {}, body = {} }: Pick<Endpoint, 'params' | 'body'>,
  fields: Readonly<Record<string, unknown>>,
  { query, errors, headers }: Given,
): readonly string[] {
  const unknown = Object.keys(query).filter((name) => !Object.hasOwn(params, name));
  const unread = ['after', 'before'].filter((name) => Object.hasOwn(params, name) && timeParam(query, name) === null);
  if (prefers(headers, 'handling=strict')) {
    const [param] = unknown;
    if (param !== undefined) throw refuse({ code: 'param_unknown', param });
    const [time] = unread;
    if (time !== undefined) throw refuse({ code: 'param_no_time', param: time, value: query[time] ?? '' });
    refuseOthers(fields, Object.keys(body), { code: 'unknown_field' }, errors);
    return [];
  }
  return [...unknown, ...unread, ...Object.keys(fields).filter((name) => !Object.hasOwn(body, name))];
}

/** The header that names them, safe for HTTP; none without names. */
export const ignoredHeader = (names: readonly string[]): Readonly<Record<string, string>> =>
  names.length === 0
    ? {}
    : {
        'dormouse-ignored': names
          .slice(0, MOST_NAMES)
          .map((name) => encodeURIComponent(name.slice(0, 64).toWellFormed()))
          .join(', '),
      };

import type { Endpoint, Request } from './endpoint.ts';
import { refuse } from './errors.ts';
import { refuseOthers } from './field-errors.ts';
import { isOneOf, type Param, paramOf } from './param.ts';
import { isFlagWord, timeParam } from './params.ts';
import { prefers } from './preferences.ts';

/** Names that one header tells. A client with more of them has a mistake that the first ones show. */
const MOST_NAMES = 20;

/**
 * Throws 400 for an empty filter of a list: whoever has an unset variable in a script would get everything. TextIt
 * refuses an empty `uuid=` in these words.
 */
export function refuseEmptyFilters({ params = {} }: Pick<Endpoint, 'params'>, search: URLSearchParams): void {
  for (const [param, declared] of Object.entries(params)) {
    const { form, how } = paramOf(declared);
    if (how || search.getAll(param).at(-1) !== '') continue;
    throw refuse(form === 'uuid' ? { code: 'param_not_uuid', param, value: '' } : { code: 'param_blank', param });
  }
}

type Given = Pick<Request, 'query' | 'errors' | 'headers'>;

/**
 * Names of the query and the body that TextIt ignores in silence: those that the endpoint does not know, and those
 * whose value means nothing. With `Prefer: handling=strict` (RFC 7240) they are refused instead.
 */
export function ignoredOf(
  { params = {}, body = {} }: Pick<Endpoint, 'params' | 'body'>,
  fields: Readonly<Record<string, unknown>>,
  { query, errors, headers }: Given,
): readonly string[] {
  const unknown = Object.keys(query).filter((name) => !Object.hasOwn(params, name));
  const unread = Object.keys(params).filter((name) => meansNothing(query, name, paramOf(params[name] ?? '')));
  if (prefers(headers, 'handling=strict')) {
    const [param] = unknown;
    if (param !== undefined) throw refuse({ code: 'param_unknown', param });
    for (const name of unread) throw refuseUnread(name, query[name] ?? '', paramOf(params[name] ?? ''));
    refuseOthers(fields, Object.keys(body), { code: 'unknown_field' }, errors);
    return [];
  }
  return [...unknown, ...unread, ...Object.keys(fields).filter((name) => !Object.hasOwn(body, name))];
}

/** Whether a known parameter has a value that nothing can be made of, although it is not refused. */
function meansNothing(query: Given['query'], name: string, { form, how }: Param): boolean {
  const value = query[name];
  if (value === undefined || (value === '' && how)) return false;
  if (form === 'time') return timeParam(query, name) === null;
  if (form === 'flag') return !isFlagWord(value);
  return isOneOf(form) && !form.includes(value.toLowerCase());
}

function refuseUnread(param: string, value: string, { form }: Param): Error {
  if (form === 'time') return refuse({ code: 'param_no_time', param, value });
  const values = isOneOf(form) ? form.join(', ') : 'true, false';
  return refuse({ code: 'param_none_of', param, value, values });
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

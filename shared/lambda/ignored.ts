import type { Endpoint, Request } from './endpoint.ts';
import { refuse } from './errors.ts';
import { refuseOthers } from './field-errors.ts';
import { isOneOf, type Param, paramOf } from './param.ts';
import { isFlagWord, timeParam } from './params.ts';
import { isStrict } from './preferences.ts';

/** Names that one header tells. A client with more of them has a mistake that the first ones show. */
const MOST_NAMES = 20;

/**
 * Throws 400 for an empty filter of a list: whoever has an unset variable in a script would get everything. TextIt
 * refuses an empty `uuid=` in these words.
 */
export function refuseEmptyFilters({ params = {} }: Pick<Endpoint, 'params'>, search: URLSearchParams): void {
  for (const [param, declared] of Object.entries(params)) {
    const { form, how, repeats } = paramOf(declared);
    const given = search.getAll(param);
    if (how || !(repeats ? given : given.slice(-1)).includes('')) continue;
    throw refuse(form === 'uuid' ? { code: 'param_not_uuid', param, value: '' } : { code: 'param_blank', param });
  }
}

type Given = Pick<Request, 'query' | 'errors' | 'headers'> & { readonly search: URLSearchParams };

/**
 * Names of the query and the body that TextIt ignores in silence: those that the endpoint does not know, those whose
 * value means nothing, and those with an earlier value, since the last one counts. With `Prefer: handling=strict`
 * (RFC 7240) they are refused instead.
 */
export function ignoredOf(
  { params = {}, body = {} }: Pick<Endpoint, 'params' | 'body'>,
  fields: Readonly<Record<string, unknown>>,
  { query, search, errors, headers }: Given,
): readonly string[] {
  const names = [...new Set(search.keys())];
  const unknown = names.filter((name) => !Object.hasOwn(params, name));
  const known = Object.keys(params);
  const unread = known.filter((name) => meansNothing(query, name, paramOf(params[name] ?? '')));
  const doubled = known.filter((name) => search.getAll(name).length > 1 && !paramOf(params[name] ?? '').repeats);
  if (isStrict(headers)) {
    for (const param of unknown) throw refuse({ code: 'param_unknown', param });
    for (const param of doubled) throw refuse({ code: 'param_doubled', param });
    for (const name of unread) throw refuseUnread(name, query[name] ?? '', paramOf(params[name] ?? ''));
    refuseOthers(fields, Object.keys(body), { code: 'unknown_field' }, errors);
    return [];
  }
  const others = Object.keys(fields).filter((name) => !Object.hasOwn(body, name));
  return [...new Set([...unknown, ...unread, ...doubled, ...others])];
}

/** Whether a known parameter has a value that nothing can be made of, although it is not refused. */
function meansNothing(query: Given['query'], name: string, { form, how }: Param): boolean {
  const value = query[name];
  if (value === undefined || (value === '' && how)) return false;
  if (form === 'time') return timeParam(query, name) === null;
  if (form === 'flag') return !isFlagWord(value);
  if (isOneOf(form)) return !form.includes(value.toLowerCase());
  // A page has no more than so many results, whatever `limit` says.
  return typeof form === 'object' && form.most !== undefined && Number(value) > form.most;
}

function refuseUnread(param: string, value: string, { form }: Param): Error {
  if (form === 'time') return refuse({ code: 'param_no_time', param, value });
  if (typeof form === 'object' && !isOneOf(form))
    return refuse({ code: 'param_out_of_range', param, value, least: form.least ?? 0, most: form.most ?? value });
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

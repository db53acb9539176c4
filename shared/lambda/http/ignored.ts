import type { Endpoint, Request } from './endpoint.ts';
import { refuse } from './errors.ts';
import { refuseOthers } from './field-errors.ts';
import { isOneOf, type Param, paramOf } from './param.ts';
import { isFlagWord, timeParam, uuidFilter } from './params.ts';
import { isStrict } from './preferences.ts';
import { type IgnoredParams, strictRefusal } from './refusal-words.ts';

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
    if (how || given.at(repeats ? given.indexOf('') : -1) !== '') continue;
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
  const unknown = [...new Set(search.keys())].filter((name) => !Object.hasOwn(params, name));
  const known = Object.keys(query).filter((name) => Object.hasOwn(params, name));
  const unread = known.flatMap((name) => unreadOf(query, name, paramOf(params[name] ?? '')));
  const doubled = known.filter((name) => search.getAll(name).length > 1 && !paramOf(params[name] ?? '').repeats);
  if (isStrict(headers)) {
    const refusal = strictRefusal({ unknown, doubled, unread });
    if (refusal !== null) throw refuse(refusal);
    refuseOthers(fields, Object.keys(body), { code: 'unknown_field' }, errors);
    return [];
  }
  const others = Object.keys(fields).filter((name) => !Object.hasOwn(body, name));
  return [...new Set([...unknown, ...unread.map(([name]) => name), ...doubled, ...others])];
}

/** A known parameter with a value of which nothing can be made, although it is not refused. */
function unreadOf(query: Given['query'], name: string, { form, how }: Param): IgnoredParams['unread'] {
  const { [name]: value } = query;
  if (value === undefined || (value === '' && how)) return [];
  return isRead(form, query, name) ? [] : [[name, value, form]];
}

function isRead(form: Param['form'], query: Given['query'], name: string): boolean {
  const { [name]: value = '' } = query;
  if (form === 'uuid') return uuidFilter(query, name) !== null;
  if (form === 'time') return timeParam(query, name) !== null;
  if (form === 'flag') return isFlagWord(value);
  return !isOneOf(form) || form.includes(value.toLowerCase());
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

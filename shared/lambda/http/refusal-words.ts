/** Imported as `#sentences`, so that a function reads it with its first refusal or preference (infra/bundles). */
import { SCHEMES } from '../../domain/contacts/urn-schemes.ts';
import { isRefusal, type Refusal } from '../../domain/refusals/refusal.ts';
import SENTENCES from '../../domain/refusals/sentences.json' with { type: 'json' };
import { isOneOf, type Param } from './param.ts';

type Datum = string | number | Refusal;
type Data = Readonly<Record<string, Datum>>;

/** A refusal as an English sentence. */
export const refusalWords = ({ code, ...data }: Refusal): string =>
  SENTENCES[code].replace(/\{(\w+)\}/g, (_, name: string) => worded((data as Data)[name] ?? ''));

const worded = (datum: Datum): string => (typeof datum === 'object' ? refusalWords(datum) : String(datum));

/** The data of a refusal as words. Of one within another also its code and data: `why`, `why_code`, `why_days`. */
export const refusalData = (data: Data): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, datum]) => {
      if (typeof datum !== 'object') return [[name, worded(datum)]];
      const { code, ...own } = datum;
      const within = Object.entries(refusalData(own)).map(([key, value]) => [`${name}_${key}`, value]);
      return [[name, worded(datum)], [`${name}_code`, code], ...within];
    }),
  );

/** What to do instead beside TextIt's own sentences, in the shape of a body; undefined without any. */
export function hintsIn(value: unknown): unknown {
  if (isRefusal(value)) return hintOf(value);
  if (Array.isArray(value)) {
    const hints = value.flatMap((one) => (isRefusal(one) && hintOf(one)) || []);
    return hints.length === 0 ? undefined : hints;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const parts = Object.entries(value).map(([key, part]) => [key, hintsIn(part)] as const);
  const hints = parts.filter(([, hint]) => hint !== undefined);
  return hints.length === 0 ? undefined : Object.fromEntries(hints);
}

function hintOf(refusal: Refusal): Refusal | undefined {
  switch (refusal.code) {
    case 'urn_in_use':
      return 'contact' in refusal && refusal.contact
        ? { code: 'urn_owner', contact: String(refusal.contact) }
        : undefined;
    // Without values, TextIt's sentence says it all.
    case 'required':
    case 'no_choice':
      return 'values' in refusal ? { code: 'choices', values: String(refusal.values) } : undefined;
    case 'invalid_urn':
      return urnHint(String(refusal.urn));
    case 'param_not_urn':
      // An unescaped plus sign has arrived as a space.
      return urnHint(String(refusal.value).replace(/^ (?=\d)/, '+'));
    default:
      return undefined;
  }
}

/** None where only the path is wrong. */
function urnHint(text: string): Refusal | undefined {
  const number = /^\s*[+\d][\d\s().-]{2,}$/.test(text) ? text.replace(/[^+\d]/g, '') : '';
  if (number !== '') return { code: 'urn_meant', urn: `tel:${number}` };
  if (/^[^\s@:]+@[^\s@:]+$/.test(text)) return { code: 'urn_meant', urn: `mailto:${text}` };
  const [scheme = '', ...path] = text.split(':');
  if (text === '' || (path.length > 0 && SCHEMES.has(scheme.trim().toLowerCase()))) return undefined;
  return { code: 'urn_schemes', schemes: [...SCHEMES.keys()].sort().join(', ') };
}

/** What would be ignored of a query. */
export interface IgnoredParams {
  readonly unknown: readonly string[];
  readonly doubled: readonly string[];
  /** Names with a value of which nothing can be made. */
  readonly unread: readonly (readonly [param: string, value: string, form: Param['form']])[];
}

/** What a strict request is refused with, or null. */
export function strictRefusal({ unknown, doubled, unread }: IgnoredParams): Refusal | null {
  for (const param of unknown) return { code: 'param_unknown', param };
  for (const param of doubled) return { code: 'param_doubled', param };
  for (const [param, value, form] of unread) {
    if (form === 'uuid') return { code: 'param_not_uuid', param, value };
    if (form === 'time') return { code: 'param_no_time', param, value };
    return { code: 'param_none_of', param, value, values: isOneOf(form) ? form.join(', ') : 'true, false' };
  }
  return null;
}

/** The value of a preference (RFC 7240) in small letters, `''` without one; undefined: it is not preferred. */
export function preferenceIn(prefer: string, name: string): string | undefined {
  // Only words are compared, so a quoted text does not need its commas and semicolons. A quote without an end is none.
  const pieces = prefer
    .toLowerCase()
    .replaceAll(/\\(\w)|\\./g, '$1')
    .split('"');
  const unquoted = (piece: string, index: number): string => {
    if (index % 2 === 0) return piece;
    return index === pieces.length - 1 ? `"${piece}` : piece.replaceAll(/\W/g, '');
  };
  const words = pieces.map(unquoted).join('');
  for (const one of words.split(',')) {
    const [preference = ''] = one.split(';', 1);
    const [named = '', ...value] = preference.split('=');
    // Of one that is given twice the first counts.
    if (named.trim() === name) return value.join('=').trim();
  }
  return undefined;
}

const APPLIED = 'preference-applied';

/** Headers that say that there are codes, besides what else they say of preferences. */
export const withCodesApplied = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  ...headers,
  [APPLIED]: [headers[APPLIED] ?? [], 'codes'].flat().join(', '),
});

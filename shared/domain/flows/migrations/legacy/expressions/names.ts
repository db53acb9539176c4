import { SCHEMES } from '../../../../contacts/urn-schemes.ts';
import { plusDays } from './dates.ts';
import { atom, call, number, quoted, type StaticKind, type Translated } from './translated.ts';

/** What a flow's results are called. */
export interface ResultNames {
  /** By the key that the old editor made of a name, the present key, where they differ (`é` was `_`). */
  readonly results: ReadonlyMap<string, string>;
  /** Keys of results that were the answers of services, and are in `@legacy_extra` now. */
  readonly answers?: ReadonlySet<string>;
}

type Keys = readonly string[];

/** The old top-level names. */
const NAMES: ReadonlyMap<string, (keys: Keys, results: ResultNames) => Translated> = new Map([
  ['channel', channel],
  ['child', (keys: Keys, results: ResultNames) => otherRun('child.', keys, results)],
  ['contact', (keys: Keys) => contact('', keys)],
  ['date', date],
  ['extra', (keys: Keys) => path('legacy_extra', keys, 'unknown')],
  ['flow', (keys: Keys, results: ResultNames) => otherRun('', keys, results)],
  ['parent', (keys: Keys, results: ResultNames) => otherRun('parent.', keys, results)],
  ['step', step],
]);

export const isLegacyName = (name: string): boolean => NAMES.has(name.toLowerCase());

/** A path of the old language, in lower case, in the present one; null for a name that it did not have. */
export const translatePath = ([name = '', ...keys]: Keys, results: ResultNames): Translated | null =>
  NAMES.get(name)?.(keys, results) ?? null;

/** Keys that are no names are in brackets: `results["2factor"]`. */
function path(base: string, keys: Keys, kind: StaticKind): Translated {
  const links = keys.map((key) => (/^[\p{L}_]/u.test(key) ? `.${key}` : `[${quoted(key).source}]`));
  return atom(base + links.join(''), kind);
}

const CONTACT_TEXTS: ReadonlySet<string> = new Set(['first_name', 'id', 'language', 'name', 'uuid']);
const CONTACT_TIMES: ReadonlySet<string> = new Set(['created_on', 'last_seen_on']);

/** `before`: empty, or the run whose contact it is. */
function contact(before: string, [key, ...keys]: Keys): Translated {
  if (key === undefined) return atom(`${before}contact`, 'text');
  if (CONTACT_TEXTS.has(key)) return path(`${before}contact.${key}`, keys, 'text');
  if (CONTACT_TIMES.has(key)) return path(`${before}contact.${key}`, keys, 'datetime');
  if (key === 'groups') {
    const names = call('foreach', 'unknown', atom(`${before}contact.groups`, 'unknown'), EXTRACT, quoted('name'));
    return call('join', 'text', names, quoted(','));
  }
  if (key === 'tel_e164') return urn(`${before}urns.tel`, ['path']);
  if (SCHEMES.has(key)) return urn(`${before}urns.${key}`, keys);
  return path(`${before}fields`, [key, ...keys], 'unknown');
}

const EXTRACT = atom('extract', 'unknown');

function urn(source: string, [part = 'display']: Keys): Translated {
  if (part === 'urn') return atom(source, 'text');
  if (part === 'display') return call('format_urn', 'text', atom(source, 'text'));
  return atom(`urn_parts(${source}).${part}`, 'text');
}

/** Results of this run or of another one, and its contact. */
function otherRun(before: string, [key, ...keys]: Keys, { results, answers }: ResultNames): Translated {
  if (key === undefined) return atom(`${before}results`, 'text');
  if (key === 'contact') return contact(before, keys);
  if (before !== '') return result(before, key, keys);
  const isAnswer = answers?.has(key) && (keys.length === 0 || keys[0] === 'value');
  return isAnswer
    ? path('legacy_extra', [key, ...keys.slice(1)], 'unknown')
    : result('', results.get(key) ?? key, keys);
}

const RESULT_PARTS: ReadonlyMap<string, string> = new Map([
  ['category', 'category_localized'],
  ['text', 'input'],
  ['time', 'created_on'],
]);

function result(before: string, key: string, [part, ...keys]: Keys): Translated {
  if (part === undefined) return path(`${before}results`, [key], 'unknown');
  const kind = part === 'time' ? 'datetime' : 'unknown';
  return path(`${before}results`, [key, RESULT_PARTS.get(part) ?? part, ...keys], kind);
}

function channel([key = 'tel', ...keys]: Keys): Translated {
  return path('contact.channel', [key.startsWith('tel') ? 'address' : key, ...keys], 'text');
}

function step([key = 'value', ...keys]: Keys): Translated {
  switch (key) {
    case 'value':
      return path('input', keys, 'unknown');
    case 'contact':
      return contact('', keys);
    case 'date':
    case 'time':
      return path('input.created_on', keys, 'datetime');
    case 'attachments':
      return attachments(keys);
    case 'urn':
      return urn('input.urn', keys);
    default:
      return path('input', [key, ...keys], 'text');
  }
}

function attachments([position]: Keys): Translated {
  if (position !== undefined) return atom(`attachment_parts(input.attachments[${Number(position) || 0}]).url`, 'text');
  return atom('foreach(foreach(input.attachments, attachment_parts), extract, "url")', 'text');
}

function date([key = 'now', ...keys]: Keys): Translated | never {
  const today = call('today', 'date');
  switch (key) {
    case 'now':
      return call('now', 'datetime');
    case 'today':
      return today;
    case 'tomorrow':
      return plusDays(today, number(1));
    case 'yesterday':
      return plusDays(today, number(-1));
    default:
      return path('date', [key, ...keys], 'unknown');
  }
}

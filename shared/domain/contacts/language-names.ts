/**
 * Languages as people write them: by their names, in English (ISO 639-2 and 639-3), and in themselves or a few others
 * (CLDR, by Intl), and by the codes of other standards.
 */
import { iso6392 } from 'iso-639-2';
import { iso6393 } from 'iso-639-3';
import { plainWords } from '../cells/plain-words.ts';
import { isLanguage } from './languages.ts';

/** By a code of ISO 639-1 or 639-2, that of ISO 639-3. */
const CODES: ReadonlyMap<string, string> = new Map(
  iso6393.flatMap(({ iso6391, iso6392B, iso6392T, iso6393: code }) =>
    [iso6391, iso6392B, iso6392T].flatMap((other) => (other === undefined ? [] : [[other, code] as const])),
  ),
);

/** A code, and what programs add to it: `fr-FR`, `zh_Hant_TW`, `en_US.UTF-8`. */
const TAG = /^([a-z]{2,3})(?:[-_](?:[a-z]{2}|\d{3}|[a-z]{4}))*(?:[.@][\w-]+)?$/;

/** They are codes, and more often an answer: Norwegian, Nauru. */
const ANSWERS: ReadonlySet<string> = new Set(['no', 'na']);

/** The ISO 639-3 code of a language by another code, or by a name; null: none or several. */
export function languageNamed(text: string): string | null {
  const tag = text.trim().toLowerCase();
  return ANSWERS.has(tag) ? null : (codeIn(tag) ?? byName(text) ?? byName(text.replace(/\([^()]*\)\s*$/, '')));
}

/** The most probable language of a text that names none exactly, such as `Kiny.` or `Frensh`, or null. */
export function languageMeant(text: string): string | null {
  const plain = text
    .toLowerCase()
    .trimStart()
    .replace(/(?<![\s.])[\s.]+$/, '');
  if (plain === 'na') return null;
  const code = codeIn(plain);
  if (code !== null) return code;
  const parts = [text.split(/[,;:/|()–-]|\b(?:and|et|y|e|na)\b/), text.split(/[^\p{L}\p{M}]+/u)];
  for (const some of parts) {
    const [only, another] = new Set(some.flatMap((part) => (part.trim().length < 3 ? [] : (byName(part) ?? []))));
    if (another !== undefined) return null;
    if (only !== undefined) return only;
  }
  return closest(keyOf(text));
}

function codeIn(tag: string): string | null {
  const [, first = ''] = TAG.exec(tag) ?? [];
  if (first.length === 3) return isLanguage(first) ? first : (CODES.get(first) ?? null);
  // Former codes, such as `iw` for Hebrew, have others by now.
  return first === '' ? null : (CODES.get(first) ?? CODES.get(Intl.getCanonicalLocales(first)[0] ?? '') ?? null);
}

function byName(text: string): string | null {
  const key = keyOf(text);
  if (ANSWERS.has(key)) return null;
  const found = names()
    .map((layer) => layer.get(key))
    .find((code) => code !== undefined);
  return found || null;
}

/** A name without case, accents and spaces. */
const keyOf = (text: string): string => plainWords(text).join('');

/** Names with their codes; an empty code: several languages have it. */
type Layer = ReadonlyMap<string, string>;

let made: readonly Layer[] | null = null;

/** The layers of names; what an earlier one has counts. Made with the first use. */
function names(): readonly Layer[] {
  if (made !== null) return made;
  const english = displayNames('en');
  const codes = knownCodes(english);
  made = [usualNames(english, codes), standardNames(), foreignNames(codes)];
  return made;
}

/** The languages that CLDR has names of. It takes `swh` for `swa`: the one that ISO 639-1 means counts. */
function knownCodes(english: Intl.DisplayNames | null): readonly string[] {
  return iso6393.flatMap(({ iso6391 = '', iso6393: code }) => {
    const [own = ''] = Intl.getCanonicalLocales(code);
    return (own === code || own === iso6391) && english?.of(code) !== undefined ? [code] : [];
  });
}

/** In English and in the language itself. */
function usualNames(english: Intl.DisplayNames | null, codes: readonly string[]): Layer {
  return layerOf(
    codes.flatMap((code) => [english?.of(code), displayNames(code)?.of(code)].map((name) => [name, code] as const)),
  );
}

/** `Chichewa; Chewa; Nyanja` are three names. */
const standardNames = (): Layer =>
  layerOf([
    ...iso6392.flatMap(({ name, iso6392B }) =>
      name.split(';').flatMap((one) => {
        const code = codeIn(iso6392B);
        return code === null ? [] : [[one, code] as const];
      }),
    ),
    ...iso6393.flatMap(({ type, name, iso6393: code }) => (type === 'living' ? [[name, code] as const] : [])),
  ]);

const foreignNames = (codes: readonly string[]): Layer =>
  layerOf(
    ['fr', 'es', 'pt', 'sw', 'rw', 'ar', 'hi'].flatMap((locale) => {
      const others = displayNames(locale);
      return codes.map((code) => [others?.of(code), code] as const);
    }),
  );

function layerOf(all: readonly (readonly [name: string | undefined, code: string])[]): Layer {
  const layer = new Map<string, string>();
  for (const [name = '', code] of all) {
    const key = keyOf(name);
    const before = layer.get(key);
    if (key !== '') layer.set(key, before === undefined || before === code ? code : '');
  }
  return layer;
}

/** Null where CLDR has no names in a language. */
const displayNames = (locale: string): Intl.DisplayNames | null =>
  Intl.DisplayNames.supportedLocalesOf(locale).length === 0
    ? null
    : new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' });

/** The only language whose name begins so, or whose usual name has one other letter. */
function closest(key: string): string | null {
  if ([...key].length < 3) return null;
  const [usual, standard] = names();
  const begins = (name: string) => name.startsWith(key);
  const near = (name: string) => key.length >= 5 && isOneOff(name, key);
  return onlyOf(usual, begins) ?? onlyOf(usual, near) ?? onlyOf(standard, begins);
}

function onlyOf(layer: Layer | undefined, are: (name: string) => boolean): string | null {
  const [only = '', another] = new Set([...(layer ?? [])].flatMap(([name, code]) => (are(name) ? [code] : [])));
  return another === undefined && only !== '' ? only : null;
}

/** Whether two texts differ by one letter that is added, missing or another, or by two that are turned round. */
function isOneOff(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const rest = one.slice(at);
  const left = other.slice(at);
  return (
    rest.slice(1) === left.slice(1) ||
    rest.slice(1) === left ||
    rest === left.slice(1) ||
    (rest[0] === left[1] && rest[1] === left[0] && rest.slice(2) === left.slice(2))
  );
}

import { TESTS } from '../routers/tests/index.ts';
import { isJsonObject, type Json, mapEach, mapRouters } from './json.ts';

/** Tests that take several words as one argument; older editors wrote them as several arguments. */
const OF_WORDS: ReadonlySet<string> = new Set([
  'has_all_words',
  'has_any_word',
  'has_beginning',
  'has_only_phrase',
  'has_phrase',
]);

/**
 * 14.4.2: a case has no more arguments than its test takes, in translations too. Several words become one argument, and
 * blank arguments of tests that take none go. Other superfluous arguments stay, and are refused.
 */
export function fittingArguments(definition: Json): Json {
  const types = new Map<unknown, string>();
  const migrated = mapRouters(definition, (router) =>
    mapEach(router, 'cases', (one) => {
      if (typeof one['type'] !== 'string') return one;
      types.set(one['uuid'], one['type']);
      return fitted(one, one['type']);
    }),
  );
  const { localization } = migrated;
  return isJsonObject(localization) ? { ...migrated, localization: translated(localization, types) } : migrated;
}

const translated = (localization: Json, types: ReadonlyMap<unknown, string>): Json =>
  mapValues(localization, (texts) =>
    mapValues(texts, (text, uuid) => {
      const type = types.get(uuid);
      return type === undefined ? text : fitted(text, type);
    }),
  );

const mapValues = (holder: Json, change: (value: Json, key: string) => Json): Json =>
  Object.fromEntries(
    Object.entries(holder).map(([key, value]) => [key, isJsonObject(value) ? change(value, key) : value]),
  );

/** An object with `arguments` of a test of this type, with as many as the test takes. */
function fitted(holder: Json, type: string): Json {
  const { arguments: given } = holder;
  if (!Array.isArray(given) || !given.every((one) => typeof one === 'string')) return holder;
  if (OF_WORDS.has(type) && given.length > 1) return { ...holder, arguments: [given.join(' ')] };
  const takesNone = TESTS.get(type)?.most === 1;
  const isEmpty = given.length > 0 && given.every((text) => text.trim() === '');
  return takesNone && isEmpty ? { ...holder, arguments: [] } : holder;
}

import { resultKey } from '../results.ts';
import { isJsonObject, type Json, mapActions, mapEach, mapRouters } from './json.ts';

/** Characters of a name since 13.6. */
const LONGEST = 64;

/** 13.6.1: names of flows, results and categories are cut to 64 characters, also where expressions use results. */
export function cutNames(definition: Json): Json {
  const keys = new Map<string, string>();
  const result = (holder: Json, key: string): Json => {
    const name = holder[key];
    if (typeof name === 'string' && name.length > LONGEST) keys.set(resultKey(name), resultKey(cut(name)));
    return cutAt(holder, key);
  };
  const routed = mapRouters(cutAt(definition, 'name'), (router) =>
    mapEach(result(router, 'result_name'), 'categories', (category) => cutAt(category, 'name')),
  );
  const acted = mapActions(routed, (action) =>
    action['type'] === 'set_run_result' ? cutAt(result(action, 'name'), 'category') : result(action, 'result_name'),
  );
  return keys.size === 0 ? acted : (renamed(acted, keys) as Json);
}

const cutAt = (holder: Json, key: string): Json => {
  const name = holder[key];
  return typeof name === 'string' && name.length > LONGEST ? { ...holder, [key]: cut(name) } : holder;
};

/** Cuts no character in half, and leaves no blank at the end. */
const cut = (name: string): string =>
  name
    .slice(0, LONGEST)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();

const LOOKUP = /\b(results\.)([\p{L}\p{N}_]+)/giu;

/** The same JSON, with new keys for `results.<key>` in its templates. */
function renamed(json: unknown, keys: ReadonlyMap<string, string>): unknown {
  if (typeof json === 'string') {
    if (!json.includes('@')) return json;
    return json.replace(LOOKUP, (_, results: string, key: string) => results + (keys.get(key.toLowerCase()) ?? key));
  }
  if (Array.isArray(json)) return json.map((one) => renamed(one, keys));
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, renamed(value, keys)]));
}

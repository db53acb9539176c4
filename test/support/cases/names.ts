import type { Json } from './case.ts';

/** The things that a case has named: contacts, groups, flows, answers of earlier requests. */
export type Names = Map<string, Json>;

const REFERENCE = /\{([A-Za-z][\w -]*?)((?:\.\w+)*)\}/g;
const WHOLE = new RegExp(`^${REFERENCE.source}$`);
const REPEATED = /^<(.) \* (\d+)>$/u;

/**
 * The value with its names filled in: `{ann}` is the uuid of ann, `{ann.modified_on}` one of its properties. `<x * 65>`
 * is 65 times x, and `{"<times>": 101, "<each>": "tel:+250788000{i}"}` a list with `{i}` from 000.
 */
export function filled(value: Json, names: Names): Json {
  if (typeof value === 'string') return filledText(value, names);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Json) => filled(item, names));
  if ('<times>' in value) return repeated(value as { '<times>': number; '<each>': Json }, names);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [filledText(key, names), filled(item, names)]));
}

function filledText(text: string, names: Names): Json & string;
function filledText(text: string, names: Names): Json {
  const [, unit, times] = REPEATED.exec(text) ?? [];
  if (unit !== undefined) return unit.repeat(Number(times));
  const [, name, path] = WHOLE.exec(text) ?? [];
  if (name !== undefined) return lookedUp(name, path ?? '', names);
  return text.replace(REFERENCE, (_, one: string, rest: string) => String(lookedUp(one, rest, names)));
}

function repeated({ '<times>': times, '<each>': each }: { '<times>': number; '<each>': Json }, names: Names): Json {
  return Array.from({ length: times }, (_, index) =>
    filled(each, new Map([...names, ['i', String(index).padStart(3, '0')]])),
  );
}

function lookedUp(name: string, path: string, names: Names): Json {
  const known = names.get(name);
  if (known === undefined) throw new Error(`Nothing is called "${name}" in this case`);
  if (typeof known !== 'object' || known === null) return known;
  const keys = path === '' ? ['uuid'] : path.slice(1).split('.');
  const value = keys.reduce<unknown>((object, key) => (object as Record<string, unknown> | null)?.[key], known);
  if (value === undefined) throw new Error(`"${name}" has no ${keys.join('.')}`);
  return value as Json;
}

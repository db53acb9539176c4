import type { QueryContact } from '../../query/query.ts';
import { compareNames } from '../../query/values/name-order.ts';
import { inOrder, together } from '../contacts/properties/combine.ts';
import { EACH } from '../contacts/properties/index.ts';
import type { FieldKey } from '../ids.ts';
import type { Assets, Field } from '../workspace.ts';

const VALUES = {
  ...inOrder(
    ['last_seen_on', 'created_on', 'name', 'language', 'id'],
    together(EACH.map(({ sort }) => (sort === 'own' ? null : sort))),
  ),
  /** The preferred address without its scheme, as lists show it. */
  urn: ({ urns }: QueryContact) => urns[0]?.[1] ?? null,
};

type SortKey = keyof typeof VALUES;
const GROUPS = 'groups';
export const SORT_KEYS: readonly string[] = [...Object.keys(VALUES), GROUPS];

type SortField = Pick<Field, 'key' | 'type'>;
/** All groups by their uuids, which contacts know, with their places from A to Z. Parts are sent it as JSON. */
interface SortGroups {
  readonly groups: Readonly<Record<string, readonly [place: number, name: string]>>;
}

export interface Sort {
  readonly key: SortKey | SortField | SortGroups;
  readonly descending: boolean;
}

/** The keys of a workspace's lists: where addresses are hidden, their order would tell of them. */
export const sortKeysOf = ({ settings }: Pick<Assets, 'settings'>): readonly string[] =>
  SORT_KEYS.filter((key) => key !== 'urn' || !settings.anon);

/** Reads `name`, `age` or `fields.age`, with `-` for descending; null if unknown. Attributes win over fields. */
export function parseSort(text: string, assets: Pick<Assets, 'fields' | 'groups' | 'settings'>): Sort | null {
  const descending = text.startsWith('-');
  const name = (descending ? text.slice(1) : text).toLowerCase();
  const attribute = sortKeysOf(assets).find((one) => one === name);
  if (attribute === GROUPS) return { key: { groups: byName(assets) }, descending };
  const field = assets.fields.get(name.replace(/^fields\./, '') as FieldKey);
  const key = (attribute as SortKey | undefined) ?? (field && { key: field.key, type: field.type });
  return key ? { key, descending } : null;
}

const byName = ({ groups }: Pick<Assets, 'groups'>): SortGroups['groups'] =>
  Object.fromEntries(
    [...groups.values()]
      .sort((a, b) => compareNames(a.name, b.name))
      .map(({ uuid, name }, place) => [uuid, [place, name]]),
  );

export type SortValue = string | number | null;

export function sortValueOf(contact: QueryContact, { key }: Sort): SortValue {
  if (typeof key === 'string') return VALUES[key](contact);
  return 'groups' in key ? namesIn(contact, key) : valueOfField(contact, key);
}

/** Cursors are in addresses of pages, which have a limit. Contacts that differ only behind it are equal. */
const LONGEST_NAMES = 200;

function namesIn({ groups }: QueryContact, { groups: all }: SortGroups): string | null {
  const known = groups.flatMap((uuid) => (all[uuid] ? [all[uuid]] : []));
  const names = known.sort(([a], [b]) => a - b).map(([, name]) => name);
  return names.join(', ').slice(0, LONGEST_NAMES).toWellFormed() || null;
}

/** The value as queries compare it (TextIt 5.10): a number, a time, a location's last part, a text, or null. */
function valueOfField({ fields }: QueryContact, { key, type }: SortField): SortValue {
  const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (value === undefined) return null;
  switch (type) {
    case 'number':
      return value.number === undefined ? null : Number(value.number);
    case 'datetime':
      return value.datetime ?? null;
    case 'text':
      return value.text || null;
    default:
      return value.text === '' ? null : (value.text.split('>').at(-1)?.trim() ?? value.text);
  }
}

/** Contacts without a value come last in both directions, as in TextIt's search; equal ones by uuid. */
export function compareValues(a: SortValue, b: SortValue, { descending }: Pick<Sort, 'descending'>): number {
  // Most often so in a column of few values; comparing as languages do takes far longer.
  if (a === b) return 0;
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : compareNames(String(a), String(b));
  return descending ? -order : order;
}

export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

import { nextOf } from '../../shared/domain/imports/textit/pull.ts';
import type { Api } from '../api.ts';

/** A contact as `contacts.json` of either side lists it. */
interface Listed {
  readonly uuid: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly status: string;
  readonly urns: readonly string[];
  readonly groups: readonly { readonly name: string }[];
  readonly fields: Readonly<Record<string, string | null>>;
  readonly modified_on: string;
  readonly last_seen_on: string | null;
}

/** A contact of one side, in a form that can be compared. */
export interface Person {
  readonly uuid: string;
  /** Milliseconds since 1970. */
  readonly modifiedOn: number;
  /** Without channel and display, the one to be written to first. */
  readonly urns: readonly string[];
  readonly groups: readonly string[];
  /** By property and by `fields.<key>`: what is set, as text. */
  readonly values: Readonly<Record<string, string>>;
}

/** The same person on both sides. One of them is null where a side does not have the person. */
export interface Pair {
  readonly there: Person | null;
  readonly here: Person | null;
}

/** Everything on one side, page by page. */
export async function* listed<Item>(api: Api, endpoint: string): AsyncGenerator<Item> {
  for (let next: string | null = endpoint; next !== null; ) {
    const page: Readonly<Record<string, unknown>> = await api.get(next);
    yield* page['results'] as Item[];
    next = nextOf(page, endpoint);
  }
}

/** The same, at once. */
export async function allOf<Item = Readonly<Record<string, unknown>>>(api: Api, endpoint: string): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of listed<Item>(api, endpoint)) found.push(item);
  return found;
}

/** Uuids of whom a side has deleted. */
export const deletedOf = async (api: Api): Promise<ReadonlySet<string>> =>
  new Set((await allOf<{ uuid: string }>(api, 'contacts.json?deleted=true')).map(({ uuid }) => uuid));

/**
 * Every person of both sides once: known by uuid, or else by an address. Whoever is here is kept in memory until the
 * other side is read, some 500 bytes each.
 */
export async function* pairsOf(source: Api, target: Api, say: (line: string) => void): AsyncGenerator<Pair> {
  const here = new Map<string, string>();
  const owners = new Map<string, string>();
  for await (const contact of listed<Listed>(target, 'contacts.json')) {
    const person = personOf(contact);
    here.set(person.uuid, JSON.stringify(person));
    for (const urn of person.urns) owners.set(urn, person.uuid);
  }
  say(`${here.size} contacts read here`);
  let read = 0;
  for await (const contact of listed<Listed>(source, 'contacts.json')) {
    const there = personOf(contact);
    const owner = there.urns.map((urn) => owners.get(urn)).find((uuid) => uuid !== undefined);
    const uuid = [there.uuid, owner ?? ''].find((one) => here.has(one)) ?? '';
    const kept = here.get(uuid);
    here.delete(uuid);
    read += 1;
    if (read % 10_000 === 0) say(`${read} contacts read there`);
    yield { there, here: kept === undefined ? null : JSON.parse(kept) };
  }
  say(`${read} contacts read there`);
  for (const kept of here.values()) yield { there: null, here: JSON.parse(kept) };
}

function personOf({ uuid, urns, groups, fields, modified_on: modified, ...listed }: Listed): Person {
  const addresses = urns.map((urn) => urn.replace(/[?#].*$/s, ''));
  const names = groups.map(({ name }) => name).sort();
  const { name, language, status, last_seen_on: seen } = listed;
  const set = Object.entries({
    status,
    name,
    language,
    urns: addresses.toSorted().join(', '),
    groups: names.join(', '),
    last_seen_on: seen,
    ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [`fields.${key}`, value])),
  }).flatMap(([property, value]) => (value === null || value === '' ? [] : [[property, textOf(value)]]));
  return { uuid, modifiedOn: Date.parse(modified), urns: addresses, groups: names, values: Object.fromEntries(set) };
}

/** Both sides write times with other digits behind the second. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const textOf = (value: string): string => (TIME.test(value) ? new Date(value).toISOString() : value);

/** Whether nobody may write to the person, whatever the reason. */
export const wantsNone = (person: Person | null): boolean =>
  ['stopped', 'blocked'].includes(person?.values['status'] ?? '');

/** The properties in which two forms of one person differ. */
export const differing = ({ there, here }: { readonly there: Person; readonly here: Person }): readonly string[] =>
  [...new Set([...Object.keys(there.values), ...Object.keys(here.values)])].filter(
    (property) => there.values[property] !== here.values[property],
  );

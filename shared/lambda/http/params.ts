import { SEARCH_FOLDERS, type SearchFolder } from '../../domain/contacts/contact.ts';
import { normalizeUrn, repairNumber } from '../../domain/contacts/urns.ts';
import { type AnyUuid, integerId, parseUuid } from '../../domain/ids.ts';
import { type Instant, parseIso8601 } from '../../domain/instant.ts';
import type { Assets } from '../../domain/workspace.ts';
import { type ApiError, refuse } from './errors.ts';

/** Reads query parameters by TextIt's rules and with its messages (6.1). */
type Query = Readonly<Partial<Record<string, string>>>;

/** A uuid by which a list is filtered; null for anything else, for which TextIt answers an empty list. */
export function uuidFilter<Id extends AnyUuid>(query: Query, name: string): Id | null | undefined {
  const text = query[name];
  return text === undefined ? undefined : parseUuid<Id>(text);
}

/** A uuid parameter; undefined when absent, 400 when malformed. */
export function uuidParam<Id extends AnyUuid>(query: Query, name: string): Id | undefined {
  const uuid = uuidFilter<Id>(query, name);
  if (uuid === null) throw refuse({ code: 'param_not_uuid', param: name, value: query[name] ?? '' });
  return uuid;
}

/** A required uuid parameter, as in a DELETE; 400 when absent or malformed. */
export function requireUuid<Id extends AnyUuid>(query: Query, name: string): Id {
  const uuid = uuidParam<Id>(query, name);
  if (uuid === undefined) throw lookupMissing(name);
  return uuid;
}

/** The normal form of a URN parameter; 400 when it is invalid, or the workspace hides URNs. */
export function urnParam(text: string, { settings }: Assets): string {
  if (settings.anon) throw refuse({ code: 'no_urn_lookups' });
  const normal = normalizeUrn(repairNumber(text), settings.country);
  if (!normal.ok) throw refuse({ code: 'param_not_urn', value: text });
  return normal.urn;
}

/** TextIt's limit for a repeated parameter. */
const MOST_VALUES = 100;

/** A repeatable uuid parameter; 400 when one is malformed or there are too many. */
export function uuidsParam<Id extends AnyUuid>(name: string, texts: readonly string[]): ReadonlySet<Id> {
  if (texts.length > MOST_VALUES) throw refuse({ code: 'param_too_many', param: name, most: MOST_VALUES });
  return new Set(texts.flatMap((text) => uuidParam<Id>({ [name]: text }, name) ?? []));
}

/** An integer parameter; undefined when absent, 400 when it is invalid. */
export function integerParam(query: Query, name: string): number | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw refuse({ code: 'param_not_whole', param: name });
  return Number(text);
}

/** TextIt's deprecated `id`, beside `uuid`; null when the two are of different things. */
export function idParam(query: Query, uuid: AnyUuid | undefined): number | null | undefined {
  const id = integerParam(query, 'id');
  return id === undefined || uuid === undefined || integerId(uuid) === id ? id : null;
}

const TRUE = new Set(['true', 'y', 'yes', '1']);
const FALSE = new Set(['false', 'n', 'no', '0']);

/** TextIt's booleans: `true`, `y`, `yes`, `1` in any case are true; anything else is false. */
export const flagParam = (query: Query, name: string): boolean => TRUE.has((query[name] ?? '').toLowerCase());

/** Whether a text says one or the other: TextIt takes any other for false. */
export const isFlagWord = (text: string): boolean => TRUE.has(text.toLowerCase()) || FALSE.has(text.toLowerCase());

/** An ISO 8601 time in any form; null when it is unreadable, for which TextIt answers an empty list. */
export function timeParam(query: Query, name: string): Instant | null | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  // An unescaped plus sign arrives as a space.
  return parseIso8601(text) ?? parseIso8601(text.replace(/ (?=\d{2}(:?\d{2})?$)/, '+'));
}

/** For lists: allows at most one of the parameters. */
export function atMostOne(query: Query, ...names: string[]): void {
  if (names.filter((name) => query[name] !== undefined).length > 1)
    throw refuse({ code: 'params_exclusive', params: names.join(', ') });
}

/** For writes: the one parameter that says which object is meant; null without any. */
export function lookupParam<Name extends string>(query: Query, ...names: Name[]): Name | null {
  const given = names.filter((name) => query[name] !== undefined);
  if (given.length > 1) throw refuse({ code: 'lookup_twice', params: [...names].sort().join(', ') });
  return given[0] ?? null;
}

/** For deletes: requires exactly one of the parameters. */
export function requireLookup<Name extends string>(query: Query, ...names: Name[]): Name {
  const name = lookupParam(query, ...names);
  if (!name) throw lookupMissing(...names);
  return name;
}

const lookupMissing = (...names: string[]): ApiError =>
  refuse({ code: 'lookup_missing', params: names.sort().join(', ') });

/** A folder by its name in any case; null without one. */
export function folderParam(text: string | undefined): SearchFolder | null {
  if (text === undefined) return null;
  const folder = SEARCH_FOLDERS.find((name) => name === text.toLowerCase());
  if (!folder) throw refuse({ code: 'param_none_of', param: 'folder', value: text, values: SEARCH_FOLDERS.join(', ') });
  return folder;
}

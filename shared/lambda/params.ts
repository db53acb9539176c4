import { NO_URN_LOOKUPS } from '../domain/contacts/anon.ts';
import { normalizeUrn, repairNumber } from '../domain/contacts/urns.ts';
import { type AnyUuid, parseUuid } from '../domain/ids.ts';
import { type Instant, parseIso8601 } from '../domain/instant.ts';
import type { Assets } from '../domain/workspace.ts';
import { type ApiError, refuse } from './errors.ts';

/** Reads query parameters by TextIt's rules and with its messages (6.1). */
type Query = Readonly<Partial<Record<string, string>>>;

/** A uuid parameter; undefined when absent, 400 when malformed. */
export function uuidParam<Id extends AnyUuid>(query: Query, name: string): Id | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  const uuid = parseUuid<Id>(text);
  if (!uuid) throw refuse(`Param '${name}': ${text} is not a valid UUID.`);
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
  if (settings.anon) throw refuse(NO_URN_LOOKUPS);
  const normal = normalizeUrn(repairNumber(text), settings.country);
  if (!normal.ok) throw refuse(`Invalid URN: ${text}`);
  return normal.urn;
}

/** TextIt's limit for a repeated parameter. */
const MOST_VALUES = 100;

/** A repeatable uuid parameter; 400 when one is malformed or there are too many. */
export function uuidsParam<Id extends AnyUuid>(name: string, texts: readonly string[]): ReadonlySet<Id> {
  if (texts.length > MOST_VALUES) throw refuse(`Param '${name}' can have a maximum of ${MOST_VALUES} values.`);
  return new Set(texts.flatMap((text) => uuidParam<Id>({ [name]: text }, name) ?? []));
}

/** An integer parameter; undefined when absent, 400 when it is invalid. */
export function integerParam(query: Query, name: string): number | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw refuse(`Value for ${name} must be an integer`);
  return Number(text);
}

const TRUE = new Set(['true', 'y', 'yes', '1']);

/** TextIt's booleans: `true`, `y`, `yes`, `1` in any case are true; anything else is false. */
export const flagParam = (query: Query, name: string): boolean => TRUE.has((query[name] ?? '').toLowerCase());

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
    throw refuse(`You may only specify one of the ${names.join(', ')} parameters`);
}

/** For writes: the one parameter that says which object is meant; null without any. */
export function lookupParam<Name extends string>(query: Query, ...names: Name[]): Name | null {
  const given = names.filter((name) => query[name] !== undefined);
  if (given.length > 1)
    throw refuse(`URL can only contain one of the following parameters: ${[...names].sort().join(', ')}`);
  return given[0] ?? null;
}

/** For deletes: requires exactly one of the parameters. */
export function requireLookup<Name extends string>(query: Query, ...names: Name[]): Name {
  const name = lookupParam(query, ...names);
  if (!name) throw lookupMissing(...names);
  return name;
}

const lookupMissing = (...names: string[]): ApiError =>
  refuse(`URL must contain one of the following parameters: ${names.sort().join(', ')}`);

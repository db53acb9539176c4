import * as z from 'zod/mini';
import { isDiallable, normalizeUrn, repairNumber } from './contacts/urns.ts';
import { type GroupId, parseUuid } from './ids.ts';
import { list, wrongType } from './schema.ts';
import type { Assets, Group } from './workspace.ts';

/** A reference in a body: a string, or an object with a `uuid` (TextIt 6.1). */
export const reference = () => z.pipe(z.transform(referred), z.string({ error: wrongType('Not a valid string.') }));

/**
 * A list of them. What can refer to nothing is taken as its JSON, and then not found: TextIt reports the first bad item of
 * such a list flat, as `No such object: X` (6.1).
 */
export const references = () =>
  list(
    z.pipe(
      z.transform((input) => textOf(referred(input))),
      z.string(),
    ),
  );

const referred = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'uuid' in input ? input.uuid : input;

const textOf = (input: unknown): string => (typeof input === 'string' ? input : JSON.stringify(input));

export const noSuchObject = (reference: string): string => `No such object: ${reference}`;

export const invalidUrn = (text: string): string => `Invalid URN: ${text}. Ensure phone numbers contain country codes.`;

/**
 * Returns a URN from a body in normal form, or null when it is not valid. Stricter than for URNs that come in from a channel: a phone
 * number must be one that can be dialled, in the workspace's country or with its code (TextIt 1.6).
 */
export function inputUrn(text: string, { settings }: Assets): string | null {
  const normal = normalizeUrn(repairNumber(text), settings.country);
  return normal.ok && isDiallable(normal.urn) ? normal.urn : null;
}

/** The group with this uuid or, in any case, this name. */
export function findGroup(reference: string, { groups }: Assets): Group | undefined {
  const uuid = parseUuid<GroupId>(reference);
  if (uuid) return groups.get(uuid);
  const name = reference.trim().toLowerCase();
  return [...groups.values()].find((group) => group.name.toLowerCase() === name);
}

export const queryBased = ({ name }: Group): string => `Contact group must not be query based: ${name}`;

/** The groups in the order of their references, or a message about the first that cannot be used: `manual` refuses query based groups. */
export function findGroups(
  references: readonly string[],
  assets: Assets,
  { manual = false } = {},
): { groups: Group[] } | { problem: string } {
  const groups: Group[] = [];
  for (const reference of references) {
    const group = findGroup(reference, assets);
    if (!group) return { problem: noSuchObject(reference) };
    if (manual && group.query !== null) return { problem: queryBased(group) };
    groups.push(group);
  }
  return { groups };
}

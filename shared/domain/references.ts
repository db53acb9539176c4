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
 * A URN that somebody gives a contact, in normal form; null when it is not one. Stricter than what comes in from a
 * channel: a phone number must be one that can be dialled, in the workspace's country or with its code (TextIt 1.6).
 */
export function inputUrn(text: string, { settings }: Assets): string | null {
  const normal = normalizeUrn(repairNumber(text), settings.country);
  return normal.ok && isDiallable(normal.urn) ? normal.urn : null;
}

/** A group by uuid, or by name in any case. */
export function findGroup(reference: string, { groups }: Assets): Group | undefined {
  const uuid = parseUuid<GroupId>(reference);
  if (uuid) return groups.get(uuid);
  const name = reference.trim().toLowerCase();
  return [...groups.values()].find((group) => group.name.toLowerCase() === name);
}

export const queryBased = ({ name }: Group): string => `Contact group must not be query based: ${name}`;

/** Groups by reference, in order, or a message about the first that cannot be used; `manual`: as is one that keeps itself. */
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

import * as z from 'zod/mini';
import { isDiallable, normalizeUrn, repairNumber } from './contacts/urns.ts';
import { type GroupId, parseUuid } from './ids.ts';
import type { Refusal } from './refusals/refusal.ts';
import { list, wrongType } from './schema.ts';
import type { Assets, Group } from './workspace.ts';

type Named = 'contact' | 'group' | 'flow';

/** For the OpenAPI document: what is referred to must exist, which no schema can say. */
const formOf = (named: Named) => z.meta({ minLength: 1, format: `${named}-reference` });

/** A reference in a body: a string, an integer, or an object with such a `uuid` (TextIt 6.1). */
export const reference = (named: Named) =>
  z.pipe(z.transform(referred), z.string({ error: wrongType({ code: 'no_reference' }) }).check(formOf(named)));

/** A list of references. The first error is reported without its index (TextIt 6.1). */
export const references = (named: Named, empty?: Refusal) =>
  z.pipe(
    list(z.pipe(z.transform(referred), z.unknown()), 100, empty).check(({ value, issues }) => {
      const bad = value.find((item) => typeof item !== 'string');
      if (bad !== undefined)
        issues.push({ code: 'custom', input: bad, message: wrongType({ code: 'no_reference' })({ input: bad }) });
    }),
    z.array(z.string().check(formOf(named))).check(z.maxLength(100), ...(empty ? [z.minLength(1)] : [])),
  );

/** A reference as text; null for an empty one, which Django takes as missing; anything else unchanged. */
function referred(input: unknown): unknown {
  const value = typeof input === 'object' && input !== null && 'uuid' in input ? input.uuid : input;
  if (value === '') return null;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return Number.isInteger(value) ? String(value) : value;
}

/** A body's URN in normal form, or null. A number must be diallable, here or with its code (TextIt 1.6). */
export function inputUrn(text: string, { settings }: Assets): string | null {
  const normal = normalizeUrn(repairNumber(text), settings.country);
  return normal.ok && isDiallable(normal.urn) ? normal.urn : null;
}

/** The group with this uuid, or this name in any case. */
export function findGroup(reference: string, { groups }: Assets): Group | undefined {
  const uuid = parseUuid<GroupId>(reference);
  const known = uuid && groups.get(uuid);
  if (known) return known;
  const name = reference.trim().toLowerCase();
  return [...groups.values()].find((group) => group.name.toLowerCase() === name);
}

/** The groups of references, in order, or a problem with the first invalid one; `manual` refuses smart ones. */
export function findGroups(references: readonly string[], assets: Assets, { manual = false } = {}): Group[] | Refusal {
  const groups: Group[] = [];
  for (const reference of references) {
    const group = findGroup(reference, assets);
    if (!group) return { code: 'no_such_object', reference };
    if (manual && group.query !== null) return { code: 'query_based', reference };
    groups.push(group);
  }
  return groups;
}

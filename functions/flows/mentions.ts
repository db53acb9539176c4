import type { Instant } from '../../shared/domain/instant.ts';
import { fieldsUsed } from '../../shared/domain/uses/group-uses.ts';
import type { Assets, Field, Group } from '../../shared/domain/workspace.ts';

/** The groups and fields that definitions mention, and the fields in those groups' queries. */
export function mentionedIn(
  definitions: readonly unknown[],
  assets: Assets,
  now: Instant,
): { groups: Group[]; fields: Field[] } {
  const text = JSON.stringify(definitions);
  const groups = [...assets.groups.values()].filter(({ uuid }) => text.includes(uuid));
  const fields = new Set([
    ...definitions.flatMap(fieldsMentioned),
    ...groups.flatMap((group) => fieldsUsed(group, assets, now)),
  ]);
  return { groups, fields: [...assets.fields.values()].filter(({ key }) => fields.has(key)) };
}

/** Keys of the fields that a definition mentions in actions and templates, whether they exist or not. */
export function fieldsMentioned(definition: unknown): string[] {
  const keys = new Set<string>();
  visit(definition, {
    text: (text) => add(keys, text, FIELD),
    object({ field }) {
      const { key } = (field ?? {}) as { readonly key?: unknown };
      if (typeof key === 'string') keys.add(key);
    },
  });
  return [...keys].sort();
}

/** How many of them are stored, at most. */
const MOST_REFS = 100;

/** Keys of the entering flow's results that a definition's templates use (`@parent.results.age`). */
export function parentResults(definition: unknown): string[] {
  const keys = new Set<string>();
  visit(definition, { text: (text) => add(keys, text, PARENT_RESULT), object: () => {} });
  return [...keys].sort().slice(0, MOST_REFS);
}

const FIELD = /\bfields(?:\.([a-z]\w*)|\["([a-z]\w*)"\])/gi;
const PARENT_RESULT = /\bparent\.results(?:\.([\p{L}\p{M}\p{N}_]+)|\["([^"]+)"\])/giu;

function add(keys: Set<string>, text: string, pattern: RegExp): void {
  for (const [, dotted, quoted] of text.matchAll(pattern)) keys.add((dotted ?? quoted ?? '').toLowerCase());
}

interface Visitor {
  readonly text: (text: string) => void;
  readonly object: (object: Readonly<Record<string, unknown>>) => void;
}

function visit(value: unknown, visitor: Visitor): void {
  if (typeof value === 'string') visitor.text(value);
  if (typeof value !== 'object' || value === null) return;
  visitor.object(value as Readonly<Record<string, unknown>>);
  for (const inner of Object.values(value)) visit(inner, visitor);
}

import { fieldsUsed } from '../../shared/domain/groups/fields-used.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Assets, Field, Group } from '../../shared/domain/workspace.ts';

/**
 * The workspace's groups and fields that the definitions mention, in actions, tests or templates; and the fields that the
 * queries of those groups use.
 */
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

/** Keys of the fields that a definition mentions, whether they exist or not: actions name them, templates read them. */
export function fieldsMentioned(definition: unknown): string[] {
  const keys = new Set<string>();
  visit(definition, keys);
  return [...keys].sort();
}

const IN_TEMPLATE = /\bfields(?:\.([a-z]\w*)|\["([a-z]\w*)"\])/gi;

function visit(value: unknown, keys: Set<string>): void {
  if (typeof value === 'string') {
    for (const [, dotted, quoted] of value.matchAll(IN_TEMPLATE)) keys.add((dotted ?? quoted ?? '').toLowerCase());
  } else if (typeof value === 'object' && value !== null) {
    const { field } = value as { field?: { key?: unknown } | null };
    if (typeof field?.key === 'string') keys.add(field.key);
    for (const inner of Object.values(value)) visit(inner, keys);
  }
}

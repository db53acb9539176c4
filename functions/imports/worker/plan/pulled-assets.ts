import { defineGroup } from '../../../../shared/domain/groups/definition.ts';
import type { NewSmartGroup } from '../../../../shared/domain/imports/plan.ts';
import type { Known } from '../../../../shared/domain/imports/textit/known.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import { fieldNameError, groupNameError } from '../../../../shared/domain/workspace-names.ts';
import type { NewAssets } from './new-assets.ts';

export interface PulledAssets {
  readonly smart: readonly NewSmartGroup[];
  /** What could not come along, and why. */
  readonly warnings: readonly string[];
}

/** Of an import that is not pulled. */
export const NOTHING_PULLED: PulledAssets = { smart: [], warnings: [] };

/** Takes along the fields and groups of a source, whether a contact has them or not. What is there by its name already stays as it is. */
export function addPulledAssets({ fields, groups }: Known, newAssets: NewAssets, now: Instant): PulledAssets {
  const warnings: string[] = [];
  for (const { name, type } of Object.values(fields)) {
    const wrong = fieldNameError(name);
    if (wrong !== null) warnings.push(`The field ${name} could not come along: ${wrong}`);
    else if (newAssets.field(name, type).type !== type)
      warnings.push(`The field ${name} is of the type ${newAssets.field(name, type).type} here, and ${type} there.`);
  }
  const smart: NewSmartGroup[] = [];
  for (const { name, query } of groups) {
    const brought = broughtGroup(name, query, newAssets, now);
    if (typeof brought === 'string') warnings.push(`The group ${name} could not come along: ${brought}`);
    else if (brought !== null) smart.push(brought);
  }
  return { smart, warnings };
}

/** The smart group that it becomes; null: it needs nothing else; or why it cannot be. */
function broughtGroup(
  name: string,
  query: string | null,
  newAssets: NewAssets,
  now: Instant,
): NewSmartGroup | string | null {
  const wrong = groupNameError(name);
  if (wrong !== null) return wrong;
  const there = newAssets.names.group(name);
  if (query === null) {
    if (there !== undefined) return there.query === null ? null : 'it is a smart group here.';
    newAssets.group(name);
    return null;
  }
  const defined = defineGroup(query, newAssets.assets, now);
  if (!defined.ok) return `${defined.error.message} Its query is ${query}`;
  if (there !== undefined) return there.query === defined.definition.query ? null : 'there is one of its name here.';
  newAssets.makeSmart(name);
  return { name, query: defined.definition.query };
}

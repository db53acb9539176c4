import { defineGroup } from '../../../../shared/domain/groups/definition.ts';
import type { NewSmartGroup } from '../../../../shared/domain/imports/plan.ts';
import type { SourceAssets } from '../../../../shared/domain/imports/textit/source-assets.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import { fieldNameError, groupNameError } from '../../../../shared/domain/workspace-names.ts';
import type { NewAssets } from './new-assets.ts';

export interface PulledAssets {
  readonly smart: readonly NewSmartGroup[];
  /** What could not be imported, and why. */
  readonly warnings: readonly Refusal[];
}

/** For an import that is not pulled. */
export const NOTHING_PULLED: PulledAssets = { smart: [], warnings: [] };

/** Adds the fields and groups of a source, whether contacts have them or not. What exists by its name stays. */
export function addPulledAssets({ fields, groups }: SourceAssets, newAssets: NewAssets, now: Instant): PulledAssets {
  const warnings: Refusal[] = [];
  for (const { name, type } of Object.values(fields)) {
    const wrong = fieldNameError(name);
    if (wrong !== null) warnings.push({ code: 'warn_field', field: name, why: wrong });
    else if (newAssets.field(name, type).type !== type)
      warnings.push({ code: 'warn_field_type', field: name, here: newAssets.field(name, type).type, there: type });
  }
  const smart: NewSmartGroup[] = [];
  for (const { name, query } of groups) {
    const brought = broughtGroup(name, query, newAssets, now);
    if (brought !== null && 'code' in brought) warnings.push(brought);
    else if (brought !== null) smart.push(brought);
  }
  return { smart, warnings };
}

/** The smart group to make; null when nothing is needed; or why it is impossible. */
function broughtGroup(
  name: string,
  query: string | null,
  newAssets: NewAssets,
  now: Instant,
): NewSmartGroup | Refusal | null {
  const wrong = groupNameError(name);
  if (wrong !== null) return { code: 'warn_group', group: name, why: wrong };
  const there = newAssets.names.group(name);
  if (query === null) {
    if (there !== undefined) return there.query === null ? null : { code: 'warn_group_smart', group: name };
    newAssets.group(name);
    return null;
  }
  const defined = defineGroup(query, newAssets.assets, now);
  if (!defined.ok) return { code: 'warn_group_query', group: name, reason: defined.error.message, query };
  if (there !== undefined)
    return there.query === defined.definition.query ? null : { code: 'warn_group_taken', group: name };
  newAssets.makeSmart(name);
  return { name, query: defined.definition.query };
}

import type { Contact } from '../contacts/contact.ts';
import type { Context, Modifier } from '../contacts/modifiers/modifier.ts';
import { queryContactOf } from '../contacts/queryable.ts';
import { type SmartGroup, type SmartIndex, smartIndexOf } from './smart-index.ts';

/**
 * Smart membership after one modifier: only active contacts are members (TextIt 2.4), and only groups whose query looks at
 * what the modifier touches are evaluated again (4.3). Returns the very same contact when nothing changes.
 */
export function regroup(before: Contact, after: Contact, modifier: Modifier, { assets, now }: Context): Contact {
  if (after.status !== 'active' || (after === before && modifier.type !== 'regroup')) return after;
  const affected = affectedBy(modifier, smartIndexOf(assets, now));
  if (affected.length === 0) return after;
  const seen = queryContactOf(after);
  const groups = new Set(after.groups);
  for (const group of affected) {
    if (group.matches(seen, now)) groups.add(group.uuid);
    else groups.delete(group.uuid);
  }
  const same = groups.size === after.groups.length && after.groups.every((group) => groups.has(group));
  return same ? after : { ...after, groups: [...groups] };
}

const NONE: readonly SmartGroup[] = [];

function affectedBy(modifier: Modifier, { all, byProperty, populating }: SmartIndex): readonly SmartGroup[] {
  const looking = (properties: readonly string[], others: readonly SmartGroup[] = NONE): readonly SmartGroup[] => {
    const touched = new Set([...others, ...properties.flatMap((property) => byProperty.get(property) ?? NONE)]);
    return touched.size === 0 ? NONE : all.filter((group) => touched.has(group));
  };
  switch (modifier.type) {
    case 'status':
    case 'regroup':
      return all;
    case 'name':
    case 'language':
    case 'urns':
      return looking([modifier.type]);
    case 'field':
      return looking([`fields.${modifier.field}`]);
    // These move a contact from folder to folder, where the job that populates a group may miss it.
    case 'seen':
      return looking(['last_seen_on', 'dormant_since'], populating);
    case 'dormant':
      return looking(['dormant_since'], populating);
    case 'groups':
    case 'note':
      return NONE;
  }
}

import type { Contact } from '../contacts/contact.ts';
import type { Modifier } from '../contacts/modifiers/modifier.ts';
import type { ModifierContext } from '../contacts/modifiers/outcome.ts';
import { PROPERTIES } from '../contacts/properties/index.ts';
import { groupedContactOf } from '../contacts/queryable.ts';
import { type SmartGroup, type SmartIndex, smartIndexOf } from './smart-index.ts';

/**
 * Smart membership after one modifier: only active contacts are members (TextIt 2.4), and only groups whose query looks
 * at the change are evaluated (4.3). Returns the very same contact when nothing changes.
 */
export function regroup(
  before: Contact,
  after: Contact,
  modifier: Modifier,
  { assets, now }: ModifierContext,
): Contact {
  if (after.status !== 'active' || (after === before && modifier.type !== 'regroup')) return after;
  const index = smartIndexOf(assets, now);
  const affected = modifier.type === 'regroup' ? index.all : affectedBy(before, after, index);
  if (affected.length === 0) return after;
  const seen = groupedContactOf(after, index.byProperty.has('urns'));
  const groups = new Set(after.groups);
  let same = groups.size === after.groups.length;
  for (const group of affected) {
    const isMember = group.matches(seen, now);
    if (isMember === groups.has(group.uuid)) continue;
    same = false;
    if (isMember) groups.add(group.uuid);
    else groups.delete(group.uuid);
  }
  return same ? after : { ...after, groups: [...groups] };
}

const KEYS = Object.keys(PROPERTIES) as (keyof Contact)[];

/** Groups whose queries look at a changed property; all of them for a contact that becomes active again. */
function affectedBy(
  before: Contact,
  after: Contact,
  { all, byProperty, populating }: SmartIndex,
): readonly SmartGroup[] {
  if (before.status !== after.status) return all;
  const affected = new Set(hasMoved(before, after) ? populating : []);
  for (const key of KEYS) {
    if (before[key] === after[key]) continue;
    for (const name of namesOf(key, before, after)) {
      for (const group of byProperty.get(name) ?? []) affected.add(group);
    }
  }
  return affected.size === 0 ? [] : all.filter((group) => affected.has(group));
}

function namesOf(key: keyof Contact, before: Contact, after: Contact): readonly string[] {
  const names = PROPERTIES[key].query?.names ?? [];
  return typeof names === 'function' ? names(before, after) : names;
}

/** Whether the index lists it elsewhere now, where the job that populates a group may miss it. */
const hasMoved = (before: Contact, after: Contact): boolean =>
  before.lastSeenOn !== after.lastSeenOn || before.dormantSince !== after.dormantSince;

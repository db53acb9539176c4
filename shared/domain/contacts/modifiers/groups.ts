import type { GroupId } from '../../ids.ts';
import type { Assets, Group } from '../../workspace.ts';
import type { Contact } from '../contact.ts';
import type { ErrorEvent } from '../error-event.ts';
import { type ModifierContext, type ModifierOutcome, outcome } from './outcome.ts';

export interface ModifyGroups {
  readonly type: 'groups';
  readonly groups: readonly GroupId[];
  /** `set` replaces the static groups; smart groups only follow their queries. */
  readonly modification: 'add' | 'remove' | 'set';
}

const NOT_WELCOME: ErrorEvent = { type: 'error', text: "Can't add blocked or stopped contacts to groups" };

/** Static groups only. Blocked and stopped contacts are refused, archived ones do not change (TextIt 2.4). */
export function modifyGroups(contact: Contact, modifier: ModifyGroups, { assets }: ModifierContext): ModifierOutcome {
  if (contact.status === 'blocked' || contact.status === 'stopped') return outcome(contact, [NOT_WELCOME]);
  const errors: ErrorEvent[] = [];
  const named = new Set<GroupId>();
  for (const group of modifier.groups) {
    const error = refusal(contact, group, modifier.modification, assets);
    if (error) errors.push(error);
    else named.add(group);
  }
  if (contact.status === 'archived') return outcome(contact, errors);
  const groups = modified(contact.groups, named, modifier.modification, assets);
  return outcome(
    groups.length === contact.groups.length && groups.every((group) => contact.groups.includes(group))
      ? contact
      : { ...contact, groups },
    errors,
  );
}

function modified(
  present: readonly GroupId[],
  named: ReadonlySet<GroupId>,
  modification: ModifyGroups['modification'],
  assets: Assets,
): readonly GroupId[] {
  if (modification === 'remove') return present.filter((group) => !named.has(group));
  const kept = modification === 'add' ? present : present.filter((group) => named.has(group) || isSmart(assets, group));
  return [...kept, ...[...named].filter((group) => !present.includes(group))];
}

const isSmart = (assets: Assets, group: GroupId): boolean => (assets.groups.get(group)?.query ?? null) !== null;

/** A contact may leave a deleted group, which is emptied in this way. */
function refusal(
  contact: Contact,
  uuid: GroupId,
  modification: ModifyGroups['modification'],
  assets: Assets,
): ErrorEvent | null {
  const group = assets.groups.get(uuid);
  if (group) return group.query === null ? null : queryBased(group, modification);
  return modification === 'remove' && contact.groups.includes(uuid) ? null : missingGroup(uuid);
}

const queryBased = (group: Group, modification: ModifyGroups['modification']): ErrorEvent => ({
  type: 'error',
  text: `Can't ${modification === 'remove' ? 'remove contacts from' : 'add contacts to'} the query based group '${group.name}'`,
});

const missingGroup = (uuid: GroupId): ErrorEvent => ({
  type: 'error',
  text: `Missing dependency: group[uuid=${uuid},name=]`,
  code: 'dependency:missing',
  extra: { type: 'group', identity: uuid },
});

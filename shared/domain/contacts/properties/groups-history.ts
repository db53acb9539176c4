import type { GroupId } from '../../ids.ts';
import type { Assets } from '../../workspace.ts';
import { modifyGroups } from '../modifiers/groups.ts';
import type { HistoryEvent, HistoryEvents, HistoryNames } from './history-events.ts';
import type { PropertyUndo } from './undo.ts';

interface GroupRef {
  readonly uuid: GroupId;
  readonly name: string;
}

interface GroupsChanged {
  readonly groups_added?: readonly GroupRef[];
  readonly groups_removed?: readonly GroupRef[];
}

/** One event for all groups joined and left; of those left, smart groups come first (TextIt 2.1). */
export const groupsEvents: HistoryEvents<'contact_groups_changed', GroupsChanged> = {
  type: 'contact_groups_changed',
  between({ groups: before }, { groups: after }, names) {
    if (before === after) return [];
    const type = 'contact_groups_changed';
    const groups_added = without(after, before).map((uuid) => ({ uuid, name: names.groups.get(uuid)?.name ?? '' }));
    const left = without(before, after);
    if (left.length === 0) return groups_added.length === 0 ? [] : [{ type, groups_added }];
    const groups_removed = smartFirst(left, names);
    return groups_added.length === 0 ? [{ type, groups_removed }] : [{ type, groups_added, groups_removed }];
  },
  follow(contact, event) {
    const left = uuidsOf(event.groups_removed);
    const groups = contact.groups.filter((group) => !left.includes(group));
    return { ...contact, groups: [...new Set([...groups, ...uuidsOf(event.groups_added)])] };
  },
  known: ({ groups }) => ({ groups }),
};

function smartFirst(groups: readonly GroupId[], names: HistoryNames): readonly GroupRef[] {
  const smart: GroupRef[] = [];
  const others: GroupRef[] = [];
  for (const uuid of groups) {
    const group = names.groups.get(uuid);
    ((group?.query ?? null) === null ? others : smart).push({ uuid, name: group?.name ?? '' });
  }
  for (const other of others) smart.push(other);
  return smart;
}

/** Those of a list that another does not have. */
const without = (groups: readonly GroupId[], others: readonly GroupId[]): readonly GroupId[] =>
  others.length === 0 ? groups : groups.filter((group) => !others.includes(group));

const uuidsOf = (groups: readonly GroupRef[] = []): readonly GroupId[] => groups.map(({ uuid }) => uuid);

/** Static groups that a change removed and added. */
interface WasInGroups {
  readonly groups?: { readonly left: readonly GroupId[]; readonly joined: readonly GroupId[] };
}

const isStatic = ({ groups }: Pick<Assets, 'groups'>, group: GroupId): boolean => groups.get(group)?.query === null;

export const groupsUndo: PropertyUndo<WasInGroups, HistoryEvent<'contact_groups_changed', GroupsChanged>> = {
  kept: () => ({}), // The event says it.
  was(versions, assets) {
    const joined = new Set<GroupId>();
    const left = new Set<GroupId>();
    const move = (group: GroupId, to: Set<GroupId>, from: Set<GroupId>) => {
      if (isStatic(assets, group) && !from.delete(group)) to.add(group);
    };
    for (const event of versions.flatMap(({ events }) => events)) {
      for (const group of uuidsOf(event.groups_removed)) move(group, left, joined);
      for (const group of uuidsOf(event.groups_added)) move(group, joined, left);
    }
    return joined.size + left.size === 0 ? {} : { groups: { left: [...left], joined: [...joined] } };
  },
  touches(event, was, assets) {
    const { left = [], joined = [] } = was?.groups ?? {};
    return [...uuidsOf(event.groups_added), ...uuidsOf(event.groups_removed)].some((group) =>
      was === null ? isStatic(assets, group) : left.includes(group) || joined.includes(group),
    );
  },
  isAsLeft: ({ groups: is }, _, { groups: { left, joined } = { left: [], joined: [] } }) =>
    joined.every((group) => is.includes(group)) && !left.some((group) => is.includes(group)),
  putBack(contact, { groups: was }, context) {
    if (was === undefined || contact.status !== 'active') return contact;
    const { contact: without } = modifyGroups(contact, change(was.joined, 'remove'), context);
    return modifyGroups(without, change(was.left, 'add'), context).contact;
  },
};

const change = (groups: readonly GroupId[], modification: 'add' | 'remove') =>
  ({ type: 'groups', groups, modification }) as const;

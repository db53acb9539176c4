import type { GroupId } from '../../ids.ts';
import { findGroups, reference } from '../../references.ts';
import { isRefusal } from '../../refusals/refusal.ts';
import { skipped, UNCHANGED } from '../../selection/verdict.ts';
import { groupField } from './group-body.ts';
import { type DeclaredKind, publicBody, type WorkAsked } from './kind.ts';

/** Takes members of a static group into another one. Over all members of the first it merges the two. */
interface MoveToGroup {
  readonly type: 'move_to_group';
  readonly group: GroupId;
  /** The group that they leave. */
  readonly from: GroupId;
}

export const moveToGroup: DeclaredKind<MoveToGroup> = {
  type: 'move_to_group',
  body: publicBody({
    fields: { ...groupField, from: reference('group') },
    work({ group, from }, assets): WorkAsked<MoveToGroup> {
      const to = findGroups([group], assets, { manual: true });
      const left = findGroups([from], assets, { manual: true });
      if (isRefusal(to)) return { field: 'group', problem: to };
      if (isRefusal(left)) return { field: 'from', problem: left };
      const { uuid: joined } = to[0] as (typeof to)[number];
      const { uuid } = left[0] as (typeof left)[number];
      if (joined === uuid) return { field: 'from', problem: { code: 'same_group' } };
      return { work: { type: 'move_to_group', group: joined, from: uuid } };
    },
    previewFirst: null,
  }),
  operation: {
    type: 'modify',
    modifiers({ groups }, { work: { group, from } }, { assets }) {
      if (!assets.groups.has(group) || !assets.groups.has(from)) return skipped('group_missing');
      // Who has left meanwhile joins nothing.
      if (!groups.includes(from)) return UNCHANGED;
      return [
        { type: 'groups', groups: [group], modification: 'add' },
        { type: 'groups', groups: [from], modification: 'remove' },
      ];
    },
  },
  does: () => 'move_to_group',
  target: ({ group, from }) => ({ group, from }),
  refuseUndo: null,
  /** Without the group that they left, they would be in neither. */
  refuseUndoNow: ({ from }, { groups }) => (groups.has(from) ? null : { code: 'undo_group_gone' }),
  steeredBy: 'writers',
};

import type { GroupId } from '../../ids.ts';
import { wrong } from '../../imports/record.ts';
import { parseFlag } from '../../imports/values.ts';
import { groupNameError, nameKey } from '../../workspace-names.ts';
import type { ModifyGroups } from '../modifiers/groups.ts';
import { type AssetsByName, type Imported, title } from './imported.ts';

interface GroupsPart {
  join: string[];
  leave: string[];
}

/** For active contacts, and static groups of the workspace; queries decide about smart ones. */
export const importedGroups: Imported<'groups' | 'group', GroupsPart, ModifyGroups> = {
  blank: () => ({ join: [], leave: [] }),
  targets: {
    /** Names of groups, separated by `,`, `;` or `|`. */
    groups: title(['groups', 'tags', 'lists', 'segments', 'grupos', 'groupes'], (row, { text }) => {
      for (const name of (text.match(/\s*"[^"]*"\s*|[^,;|]+/g) ?? []).map((one) => one.trim().replace(/^"|"$/g, ''))) {
        if (name === '') continue;
        const problem = groupNameError(name);
        if (problem !== null) return wrong('invalid_group', { code: 'no_group_name', name, why: problem });
        if (!row.join.includes(name)) row.join.push(name);
      }
      return null;
    }),
    /** Whether the contact is in one group: yes or no, in any spelling. */
    group: {
      ...title<GroupsPart>([], (row, { text }, _, name) => {
        const member = parseFlag(text);
        if (member === null) return wrong('invalid_flag', { code: 'row_no_flag', text });
        (member ? row.join : row.leave).push(name);
        return null;
      }),
      about: {
        names: {},
        problem(name) {
          const why = groupNameError(name);
          return why && { code: 'no_group_name', name, why };
        },
      },
    },
  },
  check({ join, leave }) {
    const joined = new Set(join.map(nameKey));
    const both = leave.find((name) => joined.has(nameKey(name)));
    return both === undefined ? null : wrong('conflict', { code: 'row_in_and_out', group: both });
  },
  modifiers: ({ join, leave }, _, { names, status }) =>
    status === 'active' ? [...modifying(join, 'add', names), ...modifying(leave, 'remove', names)] : [],
};

function modifying(wanted: readonly string[], modification: 'add' | 'remove', names: AssetsByName): ModifyGroups[] {
  const groups = wanted.flatMap((name): GroupId[] => {
    const group = names.group(name);
    return group && group.query === null ? [group.uuid] : [];
  });
  return groups.length === 0 ? [] : [{ type: 'groups', groups, modification }];
}

import * as z from 'zod/mini';
import { groupCell } from '../../cells/json.ts';
import { wrong } from '../../cells/record.ts';
import { namesInCell, parseFlag } from '../../cells/values.ts';
import type { GroupId } from '../../ids.ts';
import { listValue, objectValue, type Value } from '../../template-values/value.ts';
import { escapeFormula } from '../../text/escape-formula.ts';
import type { Assets, Group } from '../../workspace.ts';
import { groupNameError, LARGEST_LIMIT, nameKey } from '../../workspace-names.ts';
import type { Contact } from '../contact.ts';
import { type ModifyGroups, modifyGroups } from '../modifiers/groups.ts';
import type { ExportColumn } from './exported.ts';
import { groupsEvents, groupsUndo } from './groups-history.ts';
import { type AssetsByName, type Imported, title } from './imported.ts';
import { shownAs } from './presentation.ts';
import type { Property } from './property.ts';
import { published } from './published.ts';
import { unlessEmpty } from './stored.ts';

interface GroupsPart {
  join: string[];
  leave: string[];
}

/** For active contacts, and static groups of the workspace; queries decide about smart ones. */
const importedGroups: Imported<'groups' | 'group', GroupsPart, ModifyGroups> = {
  blank: () => ({ join: [], leave: [] }),
  targets: {
    /** Names of groups, separated by `,`, `;` or `|`. */
    groups: title(['groups', 'tags', 'lists', 'segments', 'grupos', 'groupes'], (row, { text }) => {
      for (const name of namesInCell(text)) {
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

/** A group with the version at which it was joined: `<group>#<version>`. */
const store = (group: GroupId, { joined, version }: Contact): string => `${group}#${joined[group] ?? version}`;

/** A uuid, `#`, ten digits, and the overhead of a list element. */
const GROUP_BYTES = 36 + 1 + 10 + 1;

const load = (stored: string): GroupId => stored.split('#', 1)[0] as GroupId;

/** Without deleted groups. */
const known = ({ groups }: Contact, assets: Assets): readonly Group[] =>
  groups.flatMap((uuid) => assets.groups.get(uuid) ?? []);

const groupValues = (contact: Contact, assets: Assets): Value =>
  listValue(known(contact, assets).map(({ uuid, name }) => objectValue({ uuid, name })));

const shown = shownAs(
  z.array(z.object({ uuid: z.string(), name: z.string() })),
  (contact, assets) => known(contact, assets).map(({ uuid, name }) => ({ uuid, name })),
  () => [],
);

/** Static groups, because queries decide about smart ones. */
const namesOf = (groups: readonly GroupId[], { groups: known }: Pick<Assets, 'groups'>): string[] =>
  groups.flatMap((uuid) => {
    const group = known.get(uuid);
    return group === undefined || group.query !== null ? [] : [group.name];
  });

const exported: ExportColumn<readonly GroupId[]> = {
  header: null,
  isUsual: true,
  type: 'texts',
  of: ({ groups }) => groups,
  cell: (groups, _, assets) => escapeFormula(namesOf(groups, assets).map(groupCell).join(', ')),
  json: (groups, assets) => namesOf(groups, assets).map((name) => ({ name })),
  plain: namesOf,
};

function moves(
  before: Contact | null,
  { groups: after }: Contact,
): { readonly groups?: { joined: string[]; left: string[] } } {
  const was = before?.groups ?? [];
  const joined = after.filter((group) => !was.includes(group));
  const left = was.filter((group) => !after.includes(group));
  return joined.length + left.length === 0 ? {} : { groups: { joined, left } };
}

/** Static and smart groups in order of joining (`modifyGroups`, `regroup`): the limit, and as many deleted ones. */
export const groups = {
  label: 'Groups',
  blank: () => [],
  stored: unlessEmpty('groups', store, load),
  bytes: 2 * LARGEST_LIMIT * GROUP_BYTES,
  modifiers: { groups: modifyGroups },
  events: groupsEvents,
  undo: groupsUndo,
  query: { names: ['group'], values: { groups: (contact) => contact.groups }, added: null },
  template: { groups: (contact, assets) => () => groupValues(contact, assets) },
  api: { groups: shown },
  export: { groups: exported },
  import: importedGroups,
  bus: { groups: { ...published((contact) => contact.groups), parts: moves } },
  sort: 'own',
  input: 'own',
} as const satisfies Property<'groups'>;

import { escapeFormula } from '../../exports/escape-formula.ts';
import { listValue, objectValue, type Value } from '../../flows/template/value.ts';
import type { GroupId } from '../../ids.ts';
import { groupCell } from '../../imports/json.ts';
import type { Assets, Group } from '../../workspace.ts';
import { LARGEST_LIMIT } from '../../workspace-names.ts';
import type { Contact } from '../contact.ts';
import { modifyGroups } from '../modifiers/groups.ts';
import type { ExportColumn } from './exported.ts';
import { groupsEvents, groupsUndo } from './groups-history.ts';
import { importedGroups } from './groups-imported.ts';
import { ownForm } from './presentation.ts';
import type { Property } from './property.ts';
import { published } from './published.ts';
import { unlessEmpty } from './stored.ts';

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

const shown = ownForm<{ uuid: string; name: string }[]>(
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
  ...{ header: null, isUsual: true, type: 'texts' },
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
  sort: null,
  input: 'own',
} as const satisfies Property<'groups'>;

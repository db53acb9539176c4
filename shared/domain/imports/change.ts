import type { Contact, Status } from '../contacts/contact.ts';
import type { Modifier } from '../contacts/modifiers/modifier.ts';
import { hasOptedOut } from '../contacts/opt-out/last-word.ts';
import type { FieldKey, GroupId } from '../ids.ts';
import type { Assets, Field, Group } from '../workspace.ts';
import { nameKey } from '../workspace-names.ts';
import type { Row } from './row.ts';

/** The workspace's fields and groups by what files call them. */
export interface Names {
  field(name: string): Field | undefined;
  group(name: string): Group | undefined;
}

export function namesIn({ fields, groups }: Pick<Assets, 'fields' | 'groups'>): Names {
  const byName = new Map([...fields.values()].map((field) => [nameKey(field.name), field]));
  const groupsByName = new Map([...groups.values()].map((group) => [nameKey(group.name), group]));
  return {
    field: (name) => byName.get(nameKey(name)) ?? fields.get(name as FieldKey),
    group: (name) => groupsByName.get(nameKey(name)),
  };
}

/**
 * What a row asks of its contact as it is now, in the order in which contacts.json applies it. An opt-out is never lifted nor made lighter;
 * a row that opts out always does, an archived contact too. Addresses are added, none is taken away. Fields and groups that the workspace
 * does not have (or no longer) are left out, and so are smart groups, whose members their query finds.
 */
export function modifiersFor(row: Row, contact: Contact, names: Names): Modifier[] {
  const modifiers: Modifier[] = [...statusModifiers(row, contact)];
  if (row.createdOn !== undefined) modifiers.push({ type: 'created', createdOn: row.createdOn });
  if (row.seenOn !== undefined) modifiers.push({ type: 'seen', seenOn: row.seenOn });
  if (row.name !== undefined) modifiers.push({ type: 'name', name: row.name });
  if (row.language !== undefined) modifiers.push({ type: 'language', language: row.language });
  if (row.urns.length > 0) modifiers.push({ type: 'urns', urns: row.urns, modification: 'append' });
  for (const [name, value] of Object.entries(row.fields)) {
    const field = names.field(name);
    if (field !== undefined) modifiers.push({ type: 'field', field: field.key, value });
  }
  const after = modifiers.findLast(({ type }) => type === 'status');
  const status = after?.type === 'status' ? after.status : contact.status;
  if (status === 'active') modifiers.push(...groupModifiers(row, names));
  return modifiers;
}

function statusModifiers({ status, optOut }: Row, contact: Contact): Modifier[] {
  const wanted: Status[] = [];
  const refused = contact.optOut !== null;
  const saysOut = optOut || status === 'stopped';
  // A block is heavier, and stays; the person's own word is kept with it.
  if (saysOut && contact.status === 'blocked')
    wanted.push(...(hasOptedOut(contact) ? [] : (['stopped', 'blocked'] as const)));
  else if (saysOut && !refused) wanted.push('stopped');
  if (status === 'blocked' && contact.status !== 'blocked') wanted.push('blocked');
  if (status === 'archived' && contact.status !== 'archived') wanted.push('archived');
  if (status === 'active' && !refused && !optOut && contact.status !== 'active') wanted.push('active');
  return wanted.map((one) => ({ type: 'status', status: one }));
}

function groupModifiers({ join, leave }: Row, names: Names): Modifier[] {
  const ids = (wanted: readonly string[]): GroupId[] =>
    wanted.flatMap((name) => {
      const group = names.group(name);
      return group && group.query === null ? [group.uuid] : [];
    });
  const [joined, left] = [ids(join), ids(leave)];
  return [
    ...(joined.length > 0 ? [{ type: 'groups', groups: joined, modification: 'add' } as const] : []),
    ...(left.length > 0 ? [{ type: 'groups', groups: left, modification: 'remove' } as const] : []),
  ];
}

/** Whether a contact's opt-out stays although its row says that it is active. */
export const keepsOptOut = ({ status, optOut }: Row, contact: Contact): boolean =>
  contact.optOut !== null && !optOut && status === 'active';

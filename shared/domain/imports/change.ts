import type { Contact, Status } from '../contacts/contact.ts';
import type { Modifier } from '../contacts/modifiers/modifier.ts';
import { hasOptedOut, isLater, lastWordOf } from '../contacts/opt-out/last-word.ts';
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
  const { modifiers, status } = statusModifiers(row, contact);
  if (row.createdOn !== undefined) modifiers.push({ type: 'created', createdOn: row.createdOn });
  if (row.seenOn !== undefined) modifiers.push({ type: 'seen', seenOn: row.seenOn });
  if (row.name !== undefined) modifiers.push({ type: 'name', name: row.name });
  if (row.language !== undefined) modifiers.push({ type: 'language', language: row.language });
  if (row.urns.length > 0) modifiers.push({ type: 'urns', urns: row.urns, modification: 'append' });
  for (const [name, value] of Object.entries(row.fields)) {
    const field = names.field(name);
    if (field !== undefined) modifiers.push({ type: 'field', field: field.key, value });
  }
  if (status === 'active') modifiers.push(...groupModifiers(row, names), ...dormancyModifiers(row, contact));
  return modifiers;
}

/** Whoever was seen since is not dormant. */
function dormancyModifiers({ seenOn, dormantSince }: Row, { lastSeenOn }: Contact): Modifier[] {
  if (dormantSince === undefined || Math.max(seenOn ?? 0, lastSeenOn ?? 0) > dormantSince) return [];
  return [{ type: 'dormant', since: dormantSince }];
}

/** What makes its status what the row says, and which that is then. */
function statusModifiers(row: Row, contact: Contact): { modifiers: Modifier[]; status: Status } {
  const { status, optOut, blocked = false } = row;
  const modifiers: Modifier[] = [];
  let at = contact.status;
  const become = (next: Status): void => {
    if (next !== at) modifiers.push({ type: 'status', status: next });
    at = next;
  };
  const refused = contact.optOut !== null;
  const said = wordOf(row, contact);
  const saysOut = optOut || status === 'stopped';
  // A block is heavier, and stays; the person's own word is kept with it.
  if (saysOut && at === 'blocked' && !hasOptedOut(contact)) {
    if (said !== null) modifiers.push(said);
    else for (const one of ['stopped', 'blocked'] as const) become(one);
  } else if (saysOut && at === 'active' && said !== null) {
    modifiers.push(said);
    at = 'stopped';
  } else if (saysOut && !refused) become('stopped');
  if (status === 'blocked' || (blocked && contact.optOut !== 'blocked')) become('blocked');
  if (status === 'archived') become('archived');
  if (status === 'active' && !refused && !optOut && !blocked) become('active');
  return { modifiers, status: at };
}

/** The person's own word, with its time; null where none is given, or a later one is known: then it counts as said now. */
function wordOf({ optedOutOn: on }: Row, contact: Contact): Modifier | null {
  if (on === undefined || !isLater({ says: 'out', on }, lastWordOf(contact))) return null;
  return { type: 'word', says: 'out', on };
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

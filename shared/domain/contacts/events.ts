import type { FieldKey, GroupId } from '../ids.ts';
import { formatInstant } from '../instant.ts';
import type { Assets } from '../workspace.ts';
import { type Contact, type FieldValue, isTombstone, type Status, type Tombstone } from './contact.ts';
import { sameValue } from './fields.ts';

export interface GroupRef {
  readonly uuid: GroupId;
  readonly name: string;
}

export type ErrorCode = 'dependency:missing' | 'urn:invalid' | 'urn:taken' | 'language:invalid';

/** Something that was asked for and refused, while the rest went on (TextIt 8.6). */
export interface ErrorEvent {
  readonly type: 'error';
  readonly text: string;
  readonly code?: ErrorCode;
  readonly extra?: Readonly<Record<string, string>>;
}

/** The one refusal that history keeps (TextIt 2.12). */
export const isTaken = (event: { readonly type: string }): event is ErrorEvent =>
  event.type === 'error' && 'code' in event && event.code === 'urn:taken';

/** What happened to a contact, in TextIt's shapes (8.7); the uuid and time are added where an event is stored. */
export type ContactEvent =
  | { readonly type: 'contact_status_changed'; readonly status: Status }
  | { readonly type: 'contact_name_changed'; readonly name: string }
  | { readonly type: 'contact_language_changed'; readonly language: string }
  | {
      readonly type: 'contact_field_changed';
      readonly field: { readonly key: FieldKey; readonly name: string };
      readonly value: FieldValue | null;
    }
  | { readonly type: 'contact_urns_changed'; readonly urns: readonly string[] }
  | { readonly type: 'contact_last_seen_changed'; readonly last_seen_on: string }
  /** Ours: the flag was set, or was taken away by a sign of life. Leaving active drops it without saying so. */
  | { readonly type: 'contact_dormancy_changed'; readonly dormant_since: string | null }
  | {
      readonly type: 'contact_groups_changed';
      readonly groups_added?: readonly GroupRef[];
      readonly groups_removed?: readonly GroupRef[];
    }
  | ErrorEvent;

/** Where events take the names of groups and fields from. A group or field that is gone keeps an empty name or its key. */
export type Names = Pick<Assets, 'groups' | 'fields'>;

const NO_NAMES: Names = { groups: new Map(), fields: new Map() };

/**
 * What happened between two versions of a contact, groups last. `before` is null for a new contact; a deletion is no
 * event, since a deleted person has no history. Notes are kept on the contact and are no event either (TextIt 8.7).
 */
export function changesBetween(
  before: Contact | null,
  after: Contact | Tombstone,
  names: Names = NO_NAMES,
): readonly ContactEvent[] {
  if (isTombstone(after)) return [];
  const from = before ?? { ...BLANK, lastSeenOn: null };
  const events: ContactEvent[] = [];
  if (from.status !== after.status) events.push({ type: 'contact_status_changed', status: after.status });
  if (from.name !== after.name) events.push({ type: 'contact_name_changed', name: after.name ?? '' });
  if (from.language !== after.language) {
    events.push({ type: 'contact_language_changed', language: after.language ?? '' });
  }
  events.push(...fieldsChanged(from.fields, after.fields, names));
  if (!sameList(from.urns, after.urns)) events.push({ type: 'contact_urns_changed', urns: after.urns });
  if (after.lastSeenOn !== null && from.lastSeenOn !== after.lastSeenOn) {
    events.push({ type: 'contact_last_seen_changed', last_seen_on: formatInstant(after.lastSeenOn) });
  }
  if (from.dormantSince !== after.dormantSince && after.status === 'active') {
    const since = after.dormantSince === null ? null : formatInstant(after.dormantSince);
    events.push({ type: 'contact_dormancy_changed', dormant_since: since });
  }
  return [...events, ...groupsChanged(from.groups, after.groups, names)];
}

const BLANK = {
  status: 'active',
  name: null,
  language: null,
  fields: {},
  urns: [],
  groups: [],
  dormantSince: null,
} satisfies Partial<Contact>;

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((item, i) => item === b[i]));

function fieldsChanged(before: Contact['fields'], after: Contact['fields'], names: Names): ContactEvent[] {
  if (before === after) return [];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)] as FieldKey[]);
  return [...keys]
    .filter((key) => !sameValue(before[key] ?? null, after[key] ?? null))
    .map((key) => ({
      type: 'contact_field_changed',
      field: { key, name: names.fields.get(key)?.name ?? key },
      value: after[key] ?? null,
    }));
}

/** One event for all groups joined and left; left ones list smart groups before static ones (TextIt 2.1). */
function groupsChanged(before: readonly GroupId[], after: readonly GroupId[], names: Names): ContactEvent[] {
  const isSmart = (group: GroupId) => (names.groups.get(group)?.query ?? null) !== null;
  const ref = (uuid: GroupId): GroupRef => ({ uuid, name: names.groups.get(uuid)?.name ?? '' });
  const added = after.filter((group) => !before.includes(group));
  const left = before.filter((group) => !after.includes(group));
  const removed = [...left.filter(isSmart), ...left.filter((group) => !isSmart(group))];
  if (added.length + removed.length === 0) return [];
  return [
    {
      type: 'contact_groups_changed',
      ...(added.length > 0 && { groups_added: added.map(ref) }),
      ...(removed.length > 0 && { groups_removed: removed.map(ref) }),
    },
  ];
}

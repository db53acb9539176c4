/**
 * How a contact or tombstone lies in the table.
 *
 * A typical one (name, one URN, three fields, two groups) stays below 1,000 bytes, because a write unit is 1 KB: empty
 * properties are left out, ids that the keys hold are not repeated, and a group carries the version at which it was joined.
 */
import {
  type Contact,
  type FieldValue,
  isTombstone,
  type Note,
  type Tombstone,
} from '../../domain/contacts/contact.ts';
import type { FieldKey, GroupId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Key } from '../dynamo/index.ts';
import { contactKey, indexAttributes, parseContactPk } from './keys.ts';

interface StoredValue {
  readonly t: string;
  readonly n?: string;
  readonly d?: string;
}

interface Common extends Key {
  readonly created: Instant;
  readonly modified: Instant;
  readonly optOut?: 'stopped' | 'blocked';
  readonly version: number;
  readonly change: Contact['lastChange'];
  readonly modifiedKey: string;
  readonly modifiedSort: string;
}

interface TombstoneItem extends Common {
  readonly deleted: true;
}

interface LiveItem extends Common {
  readonly name?: string;
  readonly lang?: string;
  readonly status: Contact['status'];
  readonly statusOn: Instant;
  readonly urns?: readonly string[];
  readonly fields?: Readonly<Record<string, StoredValue>>;
  /** `<group>#<version at which it was joined>`, in the contact's own order. */
  readonly groups?: readonly string[];
  readonly notes?: readonly { readonly text: string; readonly at: Instant; readonly by: string }[];
  readonly seen?: Instant;
  readonly dormant?: Instant;
  readonly folderKey: string;
  readonly folderSort: string;
}

export type ContactItem = LiveItem | TombstoneItem;

/** The item to put for a contact or tombstone, keys and index attributes included. */
export function toItem(workspace: WorkspaceId, contact: Contact | Tombstone): ContactItem {
  const common = {
    ...contactKey(workspace, contact.uuid),
    ...indexAttributes(workspace, contact),
    created: contact.createdOn,
    modified: contact.modifiedOn,
    ...(contact.optOut !== null && { optOut: contact.optOut }),
    version: contact.version,
    change: contact.lastChange,
  };
  return isTombstone(contact) ? { ...common, deleted: true } : ({ ...common, ...liveAttributes(contact) } as LiveItem);
}

function liveAttributes(contact: Contact) {
  const { name, language, status, statusOn, urns, fields, groups, notes, lastSeenOn, dormantSince, joined } = contact;
  return {
    status,
    statusOn,
    ...(name !== null && { name }),
    ...(language !== null && { lang: language }),
    ...(urns.length > 0 && { urns }),
    ...(Object.keys(fields).length > 0 && { fields: mapValues(fields, storeValue) }),
    ...(groups.length > 0 && { groups: groups.map((group) => `${group}#${joined[group] ?? contact.version}`) }),
    ...(notes.length > 0 && { notes: notes.map(storeNote) }),
    ...(lastSeenOn !== null && { seen: lastSeenOn }),
    ...(dormantSince !== null && { dormant: dormantSince }),
  };
}

/** The contact or tombstone that an item of the table, or an image of its stream, holds. */
export function fromItem(item: ContactItem): Contact | Tombstone {
  const common = {
    uuid: parseContactPk(item.pk).contact,
    createdOn: item.created,
    modifiedOn: item.modified,
    optOut: item.optOut ?? null,
    version: item.version,
    lastChange: item.change,
  };
  return 'deleted' in item ? { ...common, deleted: true } : { ...common, ...liveProperties(item) };
}

function liveProperties(item: LiveItem) {
  const stints = (item.groups ?? []).map((stint) => stint.split('#') as [GroupId, string]);
  return {
    name: item.name ?? null,
    language: item.lang ?? null,
    status: item.status,
    statusOn: item.statusOn,
    urns: item.urns ?? [],
    fields: mapValues(item.fields ?? {}, loadValue) as Record<FieldKey, FieldValue>,
    groups: stints.map(([group]) => group),
    joined: Object.fromEntries(stints.map(([group, version]) => [group, Number(version)])) as Record<GroupId, number>,
    notes: (item.notes ?? []).map(loadNote),
    lastSeenOn: item.seen ?? null,
    dormantSince: item.dormant ?? null,
  };
}

const mapValues = <In, Out>(values: Readonly<Record<string, In>>, map: (value: In) => Out): Record<string, Out> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));

const storeValue = ({ text, number, datetime }: FieldValue): StoredValue => ({
  t: text,
  ...(number !== undefined && { n: number }),
  ...(datetime !== undefined && { d: datetime }),
});

const loadValue = ({ t, n, d }: StoredValue): FieldValue => ({
  text: t,
  ...(n !== undefined && { number: n }),
  ...(d !== undefined && { datetime: d }),
});

const storeNote = ({ text, createdOn, createdBy }: Note) => ({ text, at: createdOn, by: createdBy });

const loadNote = ({ text, at, by }: NonNullable<LiveItem['notes']>[number]): Note => ({
  text,
  createdOn: at,
  createdBy: by,
});

/**
 * How a contact or tombstone is stored: each property as its file in `shared/domain/contacts/properties` says. A
 * typical contact stays below 1,000 bytes, because a write unit is 1 KB. All are stored through `toContactItem`, which
 * checks their size.
 */

import type { DynamoDBRecord } from 'aws-lambda';
import { attributeBytes, NoFormError } from '../../domain/contacts/bytes.ts';
import { type Contact, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import { column } from '../../domain/contacts/properties/combine.ts';
import { PROPERTIES } from '../../domain/contacts/properties/index.ts';
import type { Plain, Stored } from '../../domain/contacts/properties/stored.ts';
import { CONTACT_LIMIT, countedBytes, isTooLarge } from '../../domain/contacts/size.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { CONTACT_SK, type Key, readRecord, UnstorableError } from '../dynamo/index.ts';
import { contactKey, indexAttributes, parseContactPk } from './keys.ts';

/** Keys, index attributes, and the attributes of the properties. */
export interface ContactItem extends Key {
  readonly deleted?: true;
  readonly modifiedKey: string;
  readonly modifiedSort: string;
  readonly [attribute: string]: Plain | undefined;
}

/** How each property of a contact or tombstone is stored. */
type Table<Item, K extends keyof Item> = { readonly [P in K]-?: Stored<Item[P], Item> };

/** The uuid is in the key. */
const { uuid: _, ...properties } = column(PROPERTIES, 'stored');
const { createdOn, modifiedOn, optOut, lastWord, version, lastChange, marks, shard } = properties;

const LIVE: Table<Contact, Exclude<keyof Contact, 'uuid'>> = properties;
const DELETED: Table<Tombstone, Exclude<keyof Tombstone, 'uuid' | 'deleted'>> = {
  createdOn,
  modifiedOn,
  optOut,
  lastWord,
  version,
  lastChange,
  marks,
  shard,
};

type Properties = readonly (readonly [key: string, stored: Stored<unknown, object>])[];

/** Listed once, since a job stores and loads every contact. */
const OF_LIVE = Object.entries(LIVE) as unknown as Properties;
const OF_DELETED = Object.entries(DELETED) as unknown as Properties;

/** An object that JSON made has all its properties at once: V8 copies it, and what is copied from it, at a stroke. */
const blankOf = (first: object, properties: Properties): Readonly<Record<string, unknown>> =>
  JSON.parse(JSON.stringify({ ...first, ...Object.fromEntries(properties.map(([key]) => [key, null])) }));

const BLANK_LIVE = blankOf({ uuid: '' }, OF_LIVE);
const BLANK_DELETED = blankOf({ uuid: '', deleted: true }, OF_DELETED);

/**
 * Every attribute that a stored contact may have besides its key, once: a change removes those that it does not set,
 * and DynamoDB refuses a statement that removes one twice.
 */
export const CONTACT_ATTRIBUTES: readonly string[] = [
  ...new Set([
    ...['folderKey', 'folderSort', 'modifiedKey', 'modifiedSort'],
    ...Object.values<{ readonly attribute: string }>(LIVE).map(({ attribute }) => attribute),
  ]),
];

/** What says where a contact is: in which groups, and in which shard. */
export type InGroups = Pick<Contact, 'uuid' | 'groups' | 'shard'>;

/** The attributes that `groupsOfItem` needs. */
export const GROUPS_ATTRIBUTES: readonly string[] = ['pk', 'deleted', LIVE.groups.attribute, LIVE.shard.attribute];

/** The membership of an item; null for a tombstone. */
export function groupsOfItem({ pk, deleted, ...item }: ContactItem): InGroups | null {
  if (deleted) return null;
  const { groups, shard } = LIVE;
  const { contact: uuid } = parseContactPk(pk);
  return { uuid, groups: groups.load(item[groups.attribute]), shard: shard.load(item[shard.attribute]) };
}

/** The item of a contact or tombstone. Throws UnstorableError, also for a large one no smaller than `before`. */
export function toContactItem(
  workspace: WorkspaceId,
  contact: Contact | Tombstone,
  before: Contact | Tombstone | null = null,
): ContactItem {
  const item: ContactItem = {
    ...contactKey(workspace, contact.uuid),
    ...indexAttributes(workspace, contact),
    ...(isTombstone(contact)
      ? { deleted: true, ...attributesOf(contact, OF_DELETED) }
      : attributesOf(contact, OF_LIVE)),
  };
  const live = before === null || isTombstone(before) ? null : before;
  if (bytesOfItem(item) > CONTACT_LIMIT && !isTombstone(contact) && isTooLarge(live, contact)) throw tooLarge(contact);
  return item;
}

/** Counts everything, so that every value is checked for a form in the table. */
function bytesOfItem(item: ContactItem): number {
  try {
    let bytes = 0;
    for (const name in item) {
      const value = item[name];
      if (value !== undefined) bytes += attributeBytes(name, value);
    }
    return bytes;
  } catch (error) {
    if (error instanceof NoFormError)
      throw new UnstorableError('no_form', { code: 'value_no_form', what: error.message }, { cause: error });
    throw error;
  }
}

const tooLarge = (contact: Contact): UnstorableError =>
  new UnstorableError('too_large', {
    code: 'contact_too_large',
    bytes: grouped(countedBytes(contact)),
    most: grouped(CONTACT_LIMIT),
  });

const grouped = (number: number): string => number.toLocaleString('en');

function attributesOf(contact: object, properties: Properties): Record<string, Plain> {
  const attributes: Record<string, Plain> = {};
  for (const [key, { attribute, store }] of properties) {
    const stored = store?.((contact as Record<string, unknown>)[key], contact);
    if (stored !== undefined) attributes[attribute] = stored;
  }
  return attributes;
}

/** The contact or tombstone of an item or a stream image. */
export function fromContactItem(item: ContactItem): Contact | Tombstone {
  const values: Record<string, unknown> = { ...(item.deleted ? BLANK_DELETED : BLANK_LIVE) };
  values['uuid'] = parseContactPk(item.pk).contact;
  for (const [key, { attribute, load }] of item.deleted ? OF_DELETED : OF_LIVE) values[key] = load(item[attribute]);
  return values as unknown as Contact | Tombstone;
}

/** One write to a contact item; `before` or `after` is null when there was or is none. */
export interface ContactChange {
  readonly workspace: WorkspaceId;
  /** The stream's sequence number, which reports a failed record. */
  readonly sequence: string;
  readonly before: Contact | Tombstone | null;
  readonly after: Contact | Tombstone | null;
}

/** A contact's change in a stream record; null for other items, and for a write that changed nothing. */
export function contactChangeOf(record: DynamoDBRecord): ContactChange | null {
  const { key, sequence, ...images } = readRecord<ContactItem>(record);
  if (key.sk !== CONTACT_SK) return null;
  const [before, after] = [images.before(), images.after()].map((item) => item && fromContactItem(item));
  if (before?.version === after?.version) return null;
  return { workspace: parseContactPk(key.pk).workspace, sequence, before: before ?? null, after: after ?? null };
}

/** The contact before this change, if the change deleted it. */
export function deletedBy({ before, after }: ContactChange): Contact | null {
  if (before === null || isTombstone(before)) return null;
  return after === null || isTombstone(after) ? before : null;
}

/**
 * How a contact or tombstone lies in the table: each property as its file in `shared/domain/contacts/properties` says.
 *
 * A typical one (name, one URN, three fields, two groups) stays below 1,000 bytes, because a write unit is 1 KB: empty
 * properties are left out, ids that the keys hold are not repeated, and a group carries the version at which it was joined.
 */
import { type Contact, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import { PROPERTIES } from '../../domain/contacts/properties/index.ts';
import type { Plain, Stored } from '../../domain/contacts/properties/stored.ts';
import { column } from '../../domain/contacts/properties/together.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Key } from '../dynamo/index.ts';
import { contactKey, indexAttributes, parseContactPk } from './keys.ts';

/** Keys, attributes of the indexes, and those that the properties name. */
export interface ContactItem extends Key {
  readonly deleted?: true;
  readonly modifiedKey: string;
  readonly modifiedSort: string;
  readonly [attribute: string]: Plain | undefined;
}

/** How each of these properties of a contact, or of a tombstone, is stored. */
type Table<Item, K extends keyof Item> = { readonly [P in K]: Stored<Item[P], Item> };

/** The uuid is in the key. */
const { uuid: _, ...properties } = column(PROPERTIES, 'stored');
const { createdOn, modifiedOn, optOut, version, lastChange } = properties;

const LIVE: Table<Contact, Exclude<keyof Contact, 'uuid'>> = properties;
const DELETED: Table<Tombstone, Exclude<keyof Tombstone, 'uuid' | 'deleted'>> = {
  createdOn,
  modifiedOn,
  optOut,
  version,
  lastChange,
};

/** The item to put for a contact or tombstone, keys and index attributes included. */
export function toItem(workspace: WorkspaceId, contact: Contact | Tombstone): ContactItem {
  return {
    ...contactKey(workspace, contact.uuid),
    ...indexAttributes(workspace, contact),
    ...(isTombstone(contact) ? { deleted: true, ...attributesOf(contact, DELETED) } : attributesOf(contact, LIVE)),
  };
}

function attributesOf<Item, K extends keyof Item>(contact: Item, table: Table<Item, K>): Record<string, Plain> {
  const attributes: Record<string, Plain> = {};
  for (const key of Object.keys(table) as K[]) {
    const { attribute, store } = table[key];
    const stored = store?.(contact[key], contact);
    if (stored !== undefined) attributes[attribute] = stored;
  }
  return attributes;
}

/** The contact or tombstone that an item of the table, or an image of its stream, holds. */
export function fromItem(item: ContactItem): Contact | Tombstone {
  const uuid = parseContactPk(item.pk).contact;
  return item.deleted ? { uuid, deleted: true, ...propertiesOf(item, DELETED) } : { uuid, ...propertiesOf(item, LIVE) };
}

function propertiesOf<Item, K extends keyof Item>(item: ContactItem, table: Table<Item, K>): Pick<Item, K> {
  const values: Partial<Pick<Item, K>> = {};
  for (const key of Object.keys(table) as K[]) values[key] = table[key].load(item[table[key].attribute]);
  return values as Pick<Item, K>;
}

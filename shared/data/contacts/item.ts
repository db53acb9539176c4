/**
 * How a contact or tombstone is stored: each property as its file in `shared/domain/contacts/properties` says. A
 * typical contact stays below 1,000 bytes, because a write unit is 1 KB. All are stored through `toContactItem`, which
 * checks their size.
 */
import { attributeBytes, NoFormError } from '../../domain/contacts/bytes.ts';
import { type Contact, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import { column } from '../../domain/contacts/properties/combine.ts';
import { PROPERTIES } from '../../domain/contacts/properties/index.ts';
import type { Plain, Stored } from '../../domain/contacts/properties/stored.ts';
import { CONTACT_LIMIT, countedBytes, isTooLarge } from '../../domain/contacts/size.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { UnstorableError } from '../dynamo/index.ts';
import { contactKey, indexAttributes, parseContactPk } from './keys.ts';
import { type ContactItem, FORMER_ATTRIBUTES, schemaAttributes, upgrade } from './schema.ts';

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

/**
 * Every attribute that a stored contact may have besides its key, once: a change removes those that it does not set,
 * and DynamoDB refuses a statement that removes one twice.
 */
export const CONTACT_ATTRIBUTES: readonly string[] = [
  ...new Set([
    ...['folderKey', 'folderSort', 'modifiedKey', 'modifiedSort', 'schema'],
    ...Object.values<{ readonly attribute: string }>(LIVE).map(({ attribute }) => attribute),
    ...FORMER_ATTRIBUTES,
  ]),
];

/** The item of a contact or tombstone. Throws UnstorableError, also for a large one no smaller than `before`. */
export function toContactItem(
  workspace: WorkspaceId,
  contact: Contact | Tombstone,
  before: Contact | Tombstone | null = null,
): ContactItem {
  const item: ContactItem = {
    ...contactKey(workspace, contact.uuid),
    ...indexAttributes(workspace, contact),
    ...schemaAttributes(),
    ...(isTombstone(contact) ? { deleted: true, ...attributesOf(contact, DELETED) } : attributesOf(contact, LIVE)),
  };
  const live = before === null || isTombstone(before) ? null : before;
  if (bytesOfItem(item) > CONTACT_LIMIT && !isTombstone(contact) && isTooLarge(live, contact)) throw tooLarge(contact);
  return item;
}

/** Counts everything, so that every value is checked for a form in the table. */
function bytesOfItem(item: ContactItem): number {
  try {
    return Object.entries(item).reduce(
      (sum, [name, value]) => sum + (value === undefined ? 0 : attributeBytes(name, value)),
      0,
    );
  } catch (error) {
    if (error instanceof NoFormError)
      throw new UnstorableError('no_form', { code: 'value_no_form', what: error.message }, { cause: error });
    throw error;
  }
}

const tooLarge = (contact: Contact): UnstorableError =>
  new UnstorableError('too_large', {
    code: 'contact_too_large',
    ...{ bytes: grouped(countedBytes(contact)), most: grouped(CONTACT_LIMIT) },
  });

const grouped = (number: number): string => number.toLocaleString('en');

function attributesOf<Item, K extends keyof Item>(contact: Item, table: Table<Item, K>): Record<string, Plain> {
  const attributes: Record<string, Plain> = {};
  for (const key of Object.keys(table) as K[]) {
    const { attribute, store } = table[key];
    const stored = store?.(contact[key], contact);
    if (stored !== undefined) attributes[attribute] = stored;
  }
  return attributes;
}

/** The contact or tombstone of an item or a stream image, written by this release or an earlier one. */
export function fromContactItem(stored: ContactItem): Contact | Tombstone {
  const item = upgrade(stored);
  const uuid = parseContactPk(item.pk).contact;
  return item.deleted ? { uuid, deleted: true, ...propertiesOf(item, DELETED) } : { uuid, ...propertiesOf(item, LIVE) };
}

function propertiesOf<Item, K extends keyof Item>(item: ContactItem, table: Table<Item, K>): Pick<Item, K> {
  const values: Partial<Pick<Item, K>> = {};
  for (const key of Object.keys(table) as K[]) values[key] = table[key].load(item[table[key].attribute]);
  return values as Pick<Item, K>;
}

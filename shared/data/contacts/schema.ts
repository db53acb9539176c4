/**
 * Stored forms of contacts may change from release to release (docs/adr/029). Each change is a step. An item's `schema`
 * counts its steps; without the attribute it is zero, so that the first release stores nothing for it.
 */
import type { Plain } from '../../domain/contacts/properties/stored.ts';
import type { Key } from '../dynamo/index.ts';

/** Keys, index attributes, and the attributes of the properties. */
export interface ContactItem extends Key {
  readonly deleted?: true;
  readonly modifiedKey: string;
  readonly modifiedSort: string;
  readonly [attribute: string]: Plain | undefined;
}

/** Turns the item of a contact or tombstone from the form before this step into the one after it. Keys stay. */
export type SchemaStep = (item: ContactItem) => ContactItem;

/** The steps since the first release, oldest first. None may be removed while a table may hold what it reads. */
export const SCHEMA_STEPS: readonly SchemaStep[] = [];

/** Attributes of earlier forms that this release does not have. A change removes them (`CONTACT_ATTRIBUTES`). */
export const FORMER_ATTRIBUTES: readonly string[] = [];

const takenBy = ({ schema }: ContactItem): number => (typeof schema === 'number' ? schema : 0);

/** The attribute that a new item has. */
export const schemaAttributes = (steps = SCHEMA_STEPS): { readonly schema?: number } =>
  steps.length === 0 ? {} : { schema: steps.length };

export const isOutdated = (item: ContactItem, steps = SCHEMA_STEPS): boolean => takenBy(item) < steps.length;

/** The item in the form of this release. An item of a later release is returned as it is. */
export function upgrade(item: ContactItem, steps = SCHEMA_STEPS): ContactItem {
  if (!isOutdated(item, steps)) return item;
  return { ...steps.slice(takenBy(item)).reduce((at, step) => step(at), item), ...schemaAttributes(steps) };
}

/**
 * How contacts are stored may change from release to release (docs/adr/029). Each change is a step here; an item says by `schema` how many it
 * has taken, and one without it none, so that the first release stores nothing for it.
 */
import type { ContactItem } from './item.ts';

/** Turns the item of a contact or tombstone, as it was stored before this step, into what is stored since. Keys stay. */
export type SchemaStep = (item: ContactItem) => ContactItem;

/** The steps since the first release, the oldest first. None is ever taken out while a table may hold what it is for. */
export const SCHEMA_STEPS: readonly SchemaStep[] = [];

const takenBy = ({ schema }: ContactItem): number => (typeof schema === 'number' ? schema : 0);

/** What a new item says about itself. */
export const schemaAttributes = (steps = SCHEMA_STEPS): { readonly schema?: number } =>
  steps.length === 0 ? {} : { schema: steps.length };

/** Whether an item was stored by an earlier release. */
export const isOutdated = (item: ContactItem, steps = SCHEMA_STEPS): boolean => takenBy(item) < steps.length;

/** The item as this release stores it. One of a later release is returned as it is: what it has besides is left alone. */
export function upgrade(item: ContactItem, steps = SCHEMA_STEPS): ContactItem {
  if (!isOutdated(item, steps)) return item;
  return { ...steps.slice(takenBy(item)).reduce((at, step) => step(at), item), ...schemaAttributes(steps) };
}

import { SCHEMA } from '../bus-types.ts';
import { type Contact, folderOf, isTombstone, type Tombstone } from '../contacts/contact.ts';
import { formatInstant } from '../instant.ts';
import { changedBetween, changedParts, isSeenOnly } from './changes.ts';
import type { BusEvent } from './events.schema.ts';

type Item = Contact | Tombstone | null;

/** The event of a write; null when nothing visible changed. Without values, as copies would outlive the person. */
export function eventOfContact(before: Item, after: Item): BusEvent | null {
  if (before !== null && isTombstone(before)) return null;
  if (after === null || isTombstone(after)) return before === null ? null : deleted(before, after);
  const changed = changedBetween(before, after);
  if (before !== null && changed.length === 0) return null;
  const type = before === null ? 'contact.created' : isSeenOnly(changed) ? 'contact.seen' : 'contact.changed';
  const from = before && folderOf(before);
  const to = folderOf(after);
  return {
    ...headOf(type, after),
    contact: { uuid: after.uuid, version: after.version, folder: to },
    changed,
    ...changedParts(before, after),
    ...(from !== null && from !== to && { previous_folder: from }),
  };
}

function deleted(before: Contact, after: Tombstone | null): BusEvent {
  const last = after ?? { ...before, version: before.version + 1 };
  return {
    ...headOf('contact.deleted', last),
    contact: { uuid: before.uuid, version: last.version, folder: 'deleted' },
  };
}

const headOf = <Type extends BusEvent['type']>(
  type: Type,
  { uuid, version, modifiedOn, lastChange: { via, job, hops } }: Contact | Tombstone,
) => ({
  id: `${uuid}.${version}`,
  type,
  schema: SCHEMA,
  at: formatInstant(modifiedOn),
  via,
  ...(job !== undefined && { job }),
  ...(hops !== undefined && { hops }),
});

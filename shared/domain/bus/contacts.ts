import { type Contact, folderOf, isTombstone, type Tombstone } from '../contacts/contact.ts';
import { changesBetween } from '../contacts/events.ts';
import { formatInstant } from '../instant.ts';
import type { BusEvent, CHANGEABLE } from './events.schema.ts';
import { SCHEMA } from './types.ts';

type Changeable = (typeof CHANGEABLE)[number];

/**
 * By what name a property is told; null: bookkeeping, which no one outside sees. A new property does not compile until
 * that is decided.
 */
const TOLD = {
  uuid: null,
  name: 'name',
  status: 'status',
  language: 'language',
  urns: 'urns',
  fields: 'fields',
  groups: 'groups',
  notes: 'notes',
  lastSeenOn: 'last_seen_on',
  dormantSince: 'dormant_since',
  optOut: 'opt_out',
  lastWord: null,
  createdOn: null,
  modifiedOn: null,
  statusOn: null,
  version: null,
  joined: null,
  lastChange: null,
  marks: null,
} as const satisfies { readonly [K in keyof Contact]: Changeable | null };

const PROPERTIES = Object.entries(TOLD) as [keyof Contact, Changeable | null][];

type Item = Contact | Tombstone | null;

/**
 * The event of one write to a contact; null when nothing visible changed. It names what changed, without values: a copy
 * of an address on the bus would outlive the person's deletion.
 */
export function eventOfContact(before: Item, after: Item): BusEvent | null {
  if (before !== null && isTombstone(before)) return null;
  if (after === null || isTombstone(after)) return before === null ? null : deleted(before, after);
  const changed = changedBetween(before, after);
  if (before !== null && changed.length === 0) return null;
  const onlySeen = changed.length === 1 && changed[0] === 'last_seen_on';
  const type = before === null ? 'contact.created' : onlySeen ? 'contact.seen' : 'contact.changed';
  const [from, to] = [before && folderOf(before), folderOf(after)];
  return {
    ...headOf(type, after),
    contact: { uuid: after.uuid, version: after.version, folder: to },
    changed,
    ...detailsOf(before, after),
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
  { uuid, version, modifiedOn, lastChange: { via, job } }: Contact | Tombstone,
) => ({
  id: `${uuid}.${version}`,
  type,
  schema: SCHEMA,
  at: formatInstant(modifiedOn),
  via,
  ...(job !== undefined && { job }),
});

/** Forms are plain values, so equal JSON means equal values. */
const same = (one: unknown, other: unknown): boolean =>
  one === other || (isFilled(one) === isFilled(other) && JSON.stringify(one) === JSON.stringify(other));
const isFilled = (value: unknown): boolean => value !== null && value !== undefined;

const isEmpty = (value: unknown): boolean =>
  !isFilled(value) || (typeof value === 'object' && Object.keys(value as object).length === 0);

function changedBetween(before: Contact | null, after: Contact): Changeable[] {
  return PROPERTIES.flatMap(([property, name]) => {
    if (name === null) return [];
    const value = after[property];
    const changed = before === null ? !isEmpty(value) : !same(before[property], value);
    return changed ? [name] : [];
  });
}

/** Which fields and groups changed, as in history. */
function detailsOf(before: Contact | null, after: Contact) {
  const events = changesBetween(before, after);
  const fields = events.flatMap((event) => (event.type === 'contact_field_changed' ? [event.field.key] : []));
  const groups = (of: Contact | null) => new Set(of?.groups ?? []);
  const [was, is] = [groups(before), groups(after)];
  const joined = [...is].filter((group) => !was.has(group));
  const left = [...was].filter((group) => !is.has(group));
  return {
    ...(fields.length > 0 && { fields }),
    ...(joined.length + left.length > 0 && { groups: { joined, left } }),
  };
}

/** Foresees what a job consumes for a contact, from the contact as it is and as it becomes. */

import { bytesOf } from '../contacts/bytes.ts';
import { type Contact, folderOf } from '../contacts/contact.ts';
import { type ContactEvent, changesBetween } from '../contacts/events.ts';
import { folderTime } from '../contacts/folder-time.ts';
import type { HistoryNames } from '../contacts/properties/history-events.ts';
import { itemBytes } from '../contacts/size.ts';
import { stateBeforeOf } from '../contacts/undo/state-before.ts';
import { identityOf } from '../contacts/urns.ts';
import measured from './measured.ts';

/** Keys, time, time to live, and the names of the other attributes. */
const BYTES_OF_ITEM = 140;
/** An address is kept as a hash, with its scheme. */
const HASHED = 'x'.repeat(48);
/** Each event gets one. */
const UUID = '00000000-0000-0000-0000-000000000000';

/** Units of the job itself, and write units of what follows from its changes (history, counts, cleaning up). */
export interface Foreseen {
  readonly reads: number;
  readonly writes: number;
  readonly follows: number;
}

export const NOTHING_FORESEEN: Foreseen = { reads: 0, writes: 0, follows: 0 };

/** Counted once a contact: adding row by row keeps no rounding. */
export const sumOfForeseen = (one: Foreseen, other: Foreseen): Foreseen => ({
  reads: one.reads + other.reads,
  writes: one.writes + other.writes,
  follows: one.follows + other.follows,
});

const { look, index, transaction, counted, assets } = measured;

const unitsOf = (bytes: number, each: number): number => Math.max(1, Math.ceil(bytes / each));

/** Read units of an eventually consistent read of a contact. */
const lookAt = (contact: Contact): number => look * unitsOf(itemBytes(contact), 4_096);

export const writeUnits = (bytes: number): number => unitsOf(bytes, 1_024);

/** For a contact that the worker reads and leaves as it is. */
export const foreseenOfLook = (contact: Contact, looks = 1): Foreseen => ({
  ...NOTHING_FORESEEN,
  reads: looks * lookAt(contact),
});

/**
 * For a change, or a creation without `before`. An index entry that moves is deleted and put; each group and address is
 * an item, and addresses need a transaction. Reads are those beside the worker's own look.
 */
export function foreseenOfChange(before: Contact | null, after: Contact, names: HistoryNames): Foreseen {
  const had = addressesOf(before);
  const has = addressesOf(after);
  const addresses = differing(had, has);
  const units = writeUnits(Math.max(before === null ? 0 : itemBytes(before), itemBytes(after)));
  const groups = differing(new Set(before?.groups), new Set(after.groups));
  const isMoved = before === null || isListedElsewhere(before, after);
  const entries = before === null ? index.put + index.put : index.move + (isMoved ? index.move : 0);
  return {
    reads: before === null ? has.size : addresses === 0 ? 0 : claimReads(before, countOnly(has, had)),
    writes: units * (addresses === 0 ? 1 : transaction) + entries + groups + transaction * addresses,
    follows: followsOfChange(before, after, names),
  };
}

/** A contact whose addresses change is read again, and so are its slice and the holders of the new ones. */
const claimReads = (before: Contact, claimed: number): number => 2 * lookAt(before) + 1 + claimed;

/** For a contact that wants addresses which others have. */
export const foreseenOfClaims = (contact: Contact, claimed: number): Foreseen => ({
  ...NOTHING_FORESEEN,
  // With the owners.
  reads: claimReads(contact, 2 * claimed),
});

const addressesOf = (contact: Contact | null): ReadonlySet<string> => new Set(contact?.urns.map(identityOf));

const isListedElsewhere = (before: Contact, after: Contact): boolean =>
  folderOf(before) !== folderOf(after) || folderTime(before) !== folderTime(after);

const countOnly = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  [...one].filter((item) => !other.has(item)).length;

const differing = (had: ReadonlySet<string>, has: ReadonlySet<string>): number =>
  countOnly(had, has) + countOnly(has, had);

/** Write units that follow from a change or creation: history, and its share of a row of counts. */
export const followsOfChange = (before: Contact | null, after: Contact, names: HistoryNames): number =>
  historyUnits(before, after, names) + counted;

/** Write units of the history of a change. */
function historyUnits(before: Contact | null, after: Contact, names: HistoryNames): number {
  const bytes = historyBytes(before, after, names);
  return bytes === 0 ? 0 : writeUnits(bytes);
}

/**
 * For a deletion: the contact leaves a tombstone; its addresses, groups, history and messages go.
 *
 * @param history - write units of deleting history and messages
 */
export const foreseenOfDeletion = (contact: Contact, history: number): Foreseen => ({
  reads: lookAt(contact),
  writes: writeUnits(itemBytes(contact)) + index.put + index.move,
  follows: addressesOf(contact).size + contact.groups.length + history + counted,
});

/** Write units of a contact's history, if it has one item a version and the first tells of its creation. */
export const expectedHistory = (contact: Contact, names: HistoryNames): number =>
  historyUnits(null, contact, names) + contact.version - 1;

interface NewAssets {
  readonly newFields: readonly unknown[];
  readonly newGroups: readonly unknown[];
  readonly newSmartGroups?: readonly unknown[];
}

/** For the fields and groups that an import makes before its first slice; a smart group also starts a job. */
export const foreseenOfAssets = ({ newFields, newGroups, newSmartGroups = [] }: NewAssets): Foreseen => ({
  ...NOTHING_FORESEEN,
  follows: assets.named * (newFields.length + newGroups.length) + assets.smart * newSmartGroups.length,
});

/** Bytes of the history of a job's change, by the rules of `putHistory`; 0 for a change that leaves none. */
function historyBytes(before: Contact | null, after: Contact, names: HistoryNames): number {
  const events = changesBetween(before, after, names).map(asKept);
  const was = before && stateBeforeOf(before, after);
  if (events.length === 0 && was === null) return 0;
  return BYTES_OF_ITEM + bytesOf({ change: after.lastChange, events, ...(was && { was }) });
}

const asKept = (event: ContactEvent) => ({
  ...event,
  uuid: UUID,
  ...(event.type === 'contact_urns_changed' && { urns: event.urns.map(() => HASHED) }),
});

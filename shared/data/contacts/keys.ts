/**
 * Every key of the contacts table, each composed in one function.
 *
 *   C#<workspace>#<contact>           CONTACT              the contact or its tombstone
 *                                     EVT#<version>        events of one version; #+<n> has more, #<request> refusals
 *                                     MSG#<uuid7>          an incoming message
 *   I#<workspace>#<HMAC of address>   URN                  who owns an address
 *   G#<workspace>#<group>#<shard>     <contact>#<version>  one stint of a member
 *   X#<workspace>#<HMAC of id>        MESSAGE              an external id that was seen
 *   X#<workspace>#<HMAC of ref>       PART#<number>        one part of a long message (messages/message-parts.ts)
 *
 * Sort keys of one partition have one length, so that text order is their order and `ranges.ts` can step past one.
 * Suffixes begin with `#`, which sorts below all that it may step to.
 */
import { type Contact, type Folder, folderOf, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import { folderTime } from '../../domain/contacts/folder-time.ts';
import type { ContactId, GroupId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { CONTACT_SK, type Key, MESSAGE_PREFIX } from '../dynamo/index.ts';
import { shardOf, shardOfContact } from './shards.ts';

/** A group joined at a version of the contact and not yet left; a roster entry records it. */
export interface Stint {
  readonly contact: ContactId;
  readonly group: GroupId;
  readonly version: number;
  /** Where the contact is; left out below the ninth. */
  readonly shard?: number | undefined;
  /** The time of the write that the entry is for, or later. */
  readonly at: Instant;
}

export const EVENT_PREFIX = 'EVT#';

export const contactPk = (workspace: WorkspaceId, contact: ContactId): string => `C#${workspace}#${contact}`;

export const contactKey = (workspace: WorkspaceId, contact: ContactId): Key => ({
  pk: contactPk(workspace, contact),
  sk: CONTACT_SK,
});

export function parseContactPk(pk: string): { workspace: WorkspaceId; contact: ContactId } {
  const [, workspace, contact] = pk.split('#');
  return { workspace: workspace as WorkspaceId, contact: contact as ContactId };
}

/** `part` is 0 unless a version takes several items. A plus sorts before the hexadecimal digits of a request. */
export const historyKey = (workspace: WorkspaceId, contact: ContactId, version: number, part = 0): Key => ({
  pk: contactPk(workspace, contact),
  sk: `${EVENT_PREFIX}${String(version).padStart(10, '0')}${part === 0 ? '' : `#+${part}`}`,
});

/** Sorts after the version's events and before those of the next version. */
export const refusalKey = (workspace: WorkspaceId, contact: ContactId, version: number, request: string): Key => {
  const { pk, sk } = historyKey(workspace, contact, version);
  return { pk, sk: `${sk}#${request}` };
};

export const versionOfEvent = (sk: string): number => Number(sk.slice(EVENT_PREFIX.length).split('#', 1)[0]);

export const messageKey = (workspace: WorkspaceId, contact: ContactId, uuid: string): Key => ({
  pk: contactPk(workspace, contact),
  sk: `${MESSAGE_PREFIX}${uuid}`,
});

export const markerKey = (workspace: WorkspaceId, hash: string): Key => ({
  pk: `X#${workspace}#${hash}`,
  sk: 'MESSAGE',
});

export const identityKey = (workspace: WorkspaceId, hash: string): Key => ({ pk: `I#${workspace}#${hash}`, sk: 'URN' });

export const rosterPk = (workspace: WorkspaceId, group: GroupId, shard: number): string =>
  `G#${workspace}#${group}#${shard}`;

export const stintKey = (workspace: WorkspaceId, { contact, group, version, shard }: Omit<Stint, 'at'>): Key => ({
  pk: rosterPk(workspace, group, shard ?? shardOf(contact)),
  sk: `${contact}#${version}`,
});

export const folderKey = (workspace: WorkspaceId, folder: Exclude<Folder, 'deleted'>, shard: number): string =>
  `${workspace}#${folder}#${shard}`;

export const modifiedKey = (workspace: WorkspaceId, life: 'live' | 'deleted', shard: number): string =>
  `${workspace}#${life}#${shard}`;

/** Sixteen digits hold every microsecond up to the year 2286. */
export const sortableMicros = (at: Instant): string => String(at).padStart(16, '0');

/** A contact's place in the index by modification. */
export const modifiedSort = (modifiedOn: Instant, uuid: ContactId): string => `${sortableMicros(modifiedOn)}#${uuid}`;

/** A contact's place in the index by folder. */
export const folderSort = (contact: Contact): string => `${folderTime(contact)}#${contact.uuid}`;

/** The attributes that place a contact in both indexes. A tombstone is in no folder. */
export function indexAttributes(workspace: WorkspaceId, item: Contact | Tombstone) {
  const shard = shardOfContact(item);
  const sort = modifiedSort(item.modifiedOn, item.uuid);
  if (isTombstone(item)) return { modifiedKey: modifiedKey(workspace, 'deleted', shard), modifiedSort: sort };
  return {
    folderKey: folderKey(workspace, folderOf(item) as Exclude<Folder, 'deleted'>, shard),
    folderSort: folderSort(item),
    modifiedKey: modifiedKey(workspace, 'live', shard),
    modifiedSort: sort,
  };
}

export const contactOfSort = (sortKey: string): ContactId => sortKey.slice(sortKey.indexOf('#') + 1) as ContactId;

export const contactOfStint = (sortKey: string): ContactId => sortKey.slice(0, sortKey.indexOf('#')) as ContactId;

/**
 * What the audit notes of items: a line of text for each fact that two sides must say.
 *
 *   <kind><side><workspace's number>#<contact>#<detail>
 *
 *   r  a membership, of a contact and of a roster        <group>#<shard>#<version>
 *   a  an address, of a contact and of who owns it       <hash>
 *   m  a message, of a contact and of the log            <visibility>#<message>
 *   c  a contact as it is counted, and as it was at the recount's cut    <folder>#<group>,<group>
 *
 * Side 0 is the contact's own, 1 the other one.
 */
import {
  type IdentityItem,
  identitiesOf,
  identityKey,
  keyOfIdentity,
  type Partition,
  rosterPk,
  stintKey,
  stintsBegun,
} from '../../data/contacts/index.ts';
import { type Data, isItemExpired, type Key, MESSAGE_PREFIX } from '../../data/dynamo/index.ts';
import { entryOf, type StoredMessage } from '../../data/messages/index.ts';
import type { RosterEntry } from '../../data/repair/index.ts';
import { folderOf, isTombstone } from '../../domain/contacts/contact.ts';
import { groupsCounted } from '../../domain/contacts/counts.ts';
import type { ContactId, GroupId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { AuditedWorkspace } from './auditing.ts';

type NoteKind = 'r' | 'a' | 'm' | 'c';
type Side = '0' | '1';

export interface ItemNote {
  readonly kind: NoteKind;
  readonly side: Side;
  readonly workspace: number;
  readonly contact: ContactId;
  readonly detail: readonly string[];
}

const note = (kind: NoteKind, side: Side, { number }: AuditedWorkspace, contact: string, detail: string): string =>
  `${kind}${side}${number}#${contact}#${detail}`;

export function parseNote(line: string): ItemNote {
  const [workspace, contact, ...detail] = line.slice(2).split('#');
  return {
    kind: line[0] as NoteKind,
    side: line[1] as Side,
    workspace: Number(workspace),
    contact: contact as ContactId,
    detail,
  };
}

/** The same for both sides of a fact. */
export const factOf = (line: string): string => `${line[0]}${line.slice(2)}`;

export function contactOfNote(line: string): string {
  const from = line.indexOf('#') + 1;
  return line.slice(from, line.indexOf('#', from));
}

/** All that a contact says, of its item and of the messages that were read with it. */
export async function notesOfContact(
  data: Data,
  workspace: AuditedWorkspace,
  { uuid, contact, others }: Partition,
  now: Instant,
): Promise<string[]> {
  if (contact === null) return [];
  const notes: string[] = [];
  const { recount } = workspace;
  if (recount !== null && contact.modifiedOn < recount.cut)
    notes.push(noteOfCount('0', workspace, uuid, folderOf(contact), groupsCounted(contact)));
  if (isTombstone(contact)) return notes;
  for (const stint of stintsBegun(null, contact))
    notes.push(noteOfEntry('0', workspace, stintKey(workspace.uuid, stint)));
  for (const identity of identitiesOf(contact)) {
    const { pk } = await keyOfIdentity(data, workspace.uuid, identity);
    notes.push(note('a', '0', workspace, uuid, hashIn(pk)));
  }
  for (const item of others)
    if (isMessage(item) && !isItemExpired(item, now)) {
      const { visibility, message } = entryOf(uuid, item);
      notes.push(noteOfMessage('0', workspace, { contact: uuid, message, visibility }));
    }
  return notes;
}

const isMessage = (item: Key): item is StoredMessage => item.sk.startsWith(MESSAGE_PREFIX);

const hashIn = (pk: string): string => pk.slice(pk.lastIndexOf('#') + 1);

export const noteOfOwner = (workspace: AuditedWorkspace, { pk, owner }: IdentityItem): string =>
  note('a', '1', workspace, owner ?? '', hashIn(pk));

export function noteOfEntry(side: Side, workspace: AuditedWorkspace, { pk, sk }: Key): string {
  const [, , group, shard] = pk.split('#');
  const [contact = '', version] = sk.split('#');
  return note('r', side, workspace, contact, `${group}#${shard}#${version}`);
}

export const noteOfMessage = (
  side: Side,
  workspace: AuditedWorkspace,
  { contact, message, visibility }: { readonly contact: string; readonly message: string; readonly visibility: string },
): string => note('m', side, workspace, contact, `${visibility}#${message}`);

export const noteOfCount = (
  side: Side,
  workspace: AuditedWorkspace,
  contact: ContactId,
  folder: string,
  groups: readonly string[],
): string => note('c', side, workspace, contact, `${folder}#${groups.join(',')}`);

/** The roster entry of a note. */
export function entryOfNote({ uuid }: AuditedWorkspace, { contact, detail }: ItemNote): RosterEntry {
  const [group = '', shard, version] = detail;
  return { pk: rosterPk(uuid, group as GroupId, Number(shard)), sk: `${contact}#${version}` };
}

/** The owned address of a note. */
export const ownerOfNote = ({ uuid }: AuditedWorkspace, { contact, detail: [hash = ''] }: ItemNote): IdentityItem => ({
  ...identityKey(uuid, hash),
  owner: contact,
});

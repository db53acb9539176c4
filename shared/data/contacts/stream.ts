import type { DynamoDBRecord } from 'aws-lambda';
import { type Contact, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { CONTACT_SK, readRecord } from '../dynamo/index.ts';
import { type ContactItem, fromContactItem } from './item.ts';
import { parseContactPk } from './keys.ts';

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

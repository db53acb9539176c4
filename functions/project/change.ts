import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { type ContactItem, fromItem, parseContactPk } from '../../shared/data/contacts/index.ts';
import { CONTACT_SK } from '../../shared/data/dynamo/index.ts';
import { type Contact, isTombstone, type Tombstone } from '../../shared/domain/contacts/contact.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';

/** One write to a contact item: before and after it; null where there was or is none. */
export interface ContactChange {
  readonly workspace: WorkspaceId;
  /** The stream's sequence number, by which a failed record is reported. */
  readonly sequence: string;
  readonly before: Contact | Tombstone | null;
  readonly after: Contact | Tombstone | null;
}

/**
 * What a stream record tells about a contact, or null when it tells nothing: another kind of item (a local engine may not
 * filter), or a write that changed nothing (dynoxide streams those, AWS does not).
 */
export function changeOf({ dynamodb }: DynamoDBRecord): ContactChange | null {
  if (dynamodb?.Keys?.['sk']?.S !== CONTACT_SK) return null;
  const { Keys, OldImage, NewImage, SequenceNumber } = dynamodb;
  if (Keys['pk']?.S === undefined || SequenceNumber === undefined) throw new Error('A record without key or number');
  const [before, after] = [itemOf(OldImage), itemOf(NewImage)];
  if (before?.version === after?.version) return null;
  return { workspace: parseContactPk(Keys['pk'].S).workspace, sequence: SequenceNumber, before, after };
}

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

const itemOf = (image: Image): Contact | Tombstone | null =>
  image === undefined ? null : fromItem(unmarshall(image as Record<string, AttributeValue>) as ContactItem);

/** The contact as it was, when this change deleted it. */
export function deletedBy({ before, after }: ContactChange): Contact | null {
  if (before === null || isTombstone(before)) return null;
  return after === null || isTombstone(after) ? before : null;
}

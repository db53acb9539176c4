import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { toContactItem } from '../../../shared/data/contacts/item.ts';
import { contactKey, messageKey } from '../../../shared/data/contacts/keys.ts';
import type { Visibility } from '../../../shared/data/messages/items.ts';
import type { Contact, Tombstone } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../../shared/domain/ids.ts';
import type { Bus } from '../../../shared/messages/bus.ts';
import type { PassedOver, PassedOverRecord } from '../../../shared/messages/dead-letters.ts';
import type { Queues } from '../../../shared/messages/queues.ts';

/** The bus of workspaces that asked to be told nothing. */
/** Of workspaces without a list at the carrier. */
export const noLists = { optOutLists: undefined } as const;

export const noBus: Bus = { put: (entries) => Promise.reject(new Error(`Told: ${JSON.stringify(entries)}`)) };

/** Takes what asks for a check of files. */
export const anyQueue: Queues = { send: async () => undefined };

/** A failure destination that keeps what it is sent. */
export function passedOver(): { readonly destination: PassedOver; readonly records: PassedOverRecord[] } {
  const records: PassedOverRecord[] = [];
  return { records, destination: { send: async (some) => void records.push(...some) } };
}

type Image = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;

let sequence = 700_000_000_000;

/** The stream record of one write to a contact, each later than the last. */
export function recordOf(
  workspace: WorkspaceId,
  before: Contact | Tombstone | null,
  after: Contact | Tombstone | null,
): DynamoDBRecord {
  const item = after ?? before;
  if (item === null) throw new Error('A write has a before or an after');
  const image = (one: Contact | Tombstone) =>
    marshall(toContactItem(workspace, one, one), { removeUndefinedValues: true }) as unknown as Image;
  sequence += 1;
  return {
    eventID: String(sequence),
    eventName: before === null ? 'INSERT' : after === null ? 'REMOVE' : 'MODIFY',
    dynamodb: {
      Keys: marshall(contactKey(workspace, item.uuid)) as unknown as Image,
      SequenceNumber: String(sequence),
      ...(before && { OldImage: image(before) }),
      ...(after && { NewImage: image(after) }),
    },
  };
}

/** The stream record of a message that is received, or moved from another folder. */
export function messageRecordOf(
  workspace: WorkspaceId,
  contact: ContactId,
  message: string,
  before: Visibility | null,
  after: Visibility,
): DynamoDBRecord {
  sequence += 1;
  const image = (visibility: Visibility) => ({ visibility: { S: visibility }, ttl: { N: '1900000000' } });
  return {
    eventID: String(sequence),
    eventName: before === null ? 'INSERT' : 'MODIFY',
    dynamodb: {
      Keys: marshall(messageKey(workspace, contact, message)) as unknown as Image,
      SequenceNumber: String(sequence),
      ...(before && { OldImage: image(before) }),
      NewImage: image(after),
    },
  };
}

export const sequenceOf = (record: DynamoDBRecord | undefined): string => record?.dynamodb?.SequenceNumber ?? 'none';

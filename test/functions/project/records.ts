import { Logger } from '@aws-lambda-powertools/logger';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { toContactItem } from '../../../shared/data/contacts/item.ts';
import { contactKey, messageKey } from '../../../shared/data/contacts/keys.ts';
import type { Data } from '../../../shared/data/dynamo/index.ts';
import type { Visibility } from '../../../shared/data/messages/items.ts';
import type { Contact, Tombstone } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../../shared/domain/ids.ts';
import type { Bus } from '../../../shared/messages/bus.ts';
import type { PassedOver, PassedOverRecord } from '../../../shared/messages/dead-letters.ts';
import type { Queues } from '../../../shared/messages/queues.ts';
import { through } from '../../shared/data/calls.ts';
import { now } from '../../shared/data/counts/samples.ts';

/** A failure destination that keeps what it is sent. */
export function passedOver(): { readonly destination: PassedOver; readonly records: PassedOverRecord[] } {
  const records: PassedOverRecord[] = [];
  return { records, destination: { send: async (some) => void records.push(...some) } };
}

/** With a bus of workspaces that asked to be told nothing, and no list at the carrier. */
export const quiet = <Of>(of: Of, destination: PassedOver = passedOver().destination) => ({
  ...of,
  bus: { put: (entries) => Promise.reject(new Error(`Told: ${JSON.stringify(entries)}`)) } as Bus,
  config: { optOutLists: undefined },
  passedOver: destination,
});

/** What a projection takes, with a queue that takes what asks for a check of files. */
export const runtimeOf = (data: Data, destination?: PassedOver) =>
  quiet({ data, logger: new Logger(), now: () => now, queues: { send: async () => undefined } as Queues }, destination);

/** The tables, where writes that match fail as in an outage. */
export const failing = (data: Data, matches: (command: object, pk: string) => boolean): Data =>
  through(data, (command, pass) => {
    const item = command instanceof PutCommand ? command.input.Item : undefined;
    return matches(command, String(item?.['pk'])) ? Promise.reject(new Error('throttled')) : pass();
  });

type Image = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;

let sequence = 700_000_000_000;

/** The stream record of one write, each later than the last. */
function streamed(key: object, before: Image | null, after: Image | null): DynamoDBRecord {
  sequence += 1;
  return {
    eventID: String(sequence),
    eventName: before === null ? 'INSERT' : after === null ? 'REMOVE' : 'MODIFY',
    dynamodb: {
      Keys: marshall(key) as unknown as Image,
      SequenceNumber: String(sequence),
      ...(before && { OldImage: before }),
      ...(after && { NewImage: after }),
    },
  };
}

/** Of one write to a contact. */
export function recordOf(
  workspace: WorkspaceId,
  before: Contact | Tombstone | null,
  after: Contact | Tombstone | null,
): DynamoDBRecord {
  const item = after ?? before;
  if (item === null) throw new Error('A write has a before or an after');
  const image = (one: Contact | Tombstone | null) =>
    one && (marshall(toContactItem(workspace, one, one), { removeUndefinedValues: true }) as unknown as Image);
  return streamed(contactKey(workspace, item.uuid), image(before), image(after));
}

/** Of a message that is received, or moved from another folder. */
export function messageRecordOf(
  workspace: WorkspaceId,
  contact: ContactId,
  message: string,
  before: Visibility | null,
  after: Visibility,
): DynamoDBRecord {
  const image = (visibility: Visibility) => ({ visibility: { S: visibility }, ttl: { N: '1900000000' } });
  return streamed(messageKey(workspace, contact, message), before && image(before), image(after));
}

export const sequenceOf = (record: DynamoDBRecord | undefined): string => record?.dynamodb?.SequenceNumber ?? 'none';

import type { DynamoDBRecord } from 'aws-lambda';
import { parseContactPk } from '../../shared/data/contacts/index.ts';
import { MESSAGE_PREFIX } from '../../shared/data/dynamo/index.ts';
import { type LogEntry, messageOfSort, type Visibility } from '../../shared/data/messages/index.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';

/** A message that came into a folder, and the record that tells it. */
export interface Arrival extends LogEntry {
  readonly workspace: WorkspaceId;
  readonly sequence: string;
}

const VISIBILITIES: readonly (string | undefined)[] = ['visible', 'archived'] satisfies Visibility[];

/** The folder that a message came into by this write, by being received or moved; null for anything else. */
export function arrivalOf({ eventName, dynamodb }: DynamoDBRecord): Arrival | null {
  const [pk, sk] = [dynamodb?.Keys?.['pk']?.S, dynamodb?.Keys?.['sk']?.S];
  if (!pk || !sk?.startsWith(MESSAGE_PREFIX) || eventName === 'REMOVE') return null;
  const { OldImage, NewImage, SequenceNumber } = dynamodb ?? {};
  const visibility = NewImage?.['visibility']?.S;
  if (SequenceNumber === undefined || !VISIBILITIES.includes(visibility)) throw new Error('A message without folder');
  if (OldImage?.['visibility']?.S === visibility) return null;
  return {
    ...parseContactPk(pk),
    message: messageOfSort(sk),
    visibility: visibility as Visibility,
    ttl: Number(NewImage?.['ttl']?.N),
    sequence: SequenceNumber,
  };
}

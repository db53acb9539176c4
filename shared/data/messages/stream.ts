import type { DynamoDBRecord } from 'aws-lambda';
import type { WorkspaceId } from '../../domain/ids.ts';
import { parseContactPk } from '../contacts/index.ts';
import { MESSAGE_PREFIX, readRecord } from '../dynamo/index.ts';
import { type MessageItem, messageOfSort, type Visibility } from './items.ts';
import type { LogEntry } from './log.ts';

/** A message that came into a folder, with the sequence number of its stream record. */
export interface Arrival extends LogEntry {
  readonly workspace: WorkspaceId;
  readonly sequence: string;
}

const VISIBILITIES: readonly (Visibility | undefined)[] = ['visible', 'archived'];

/** The folder that a message came into by this write, received or moved; null for any other write. */
export function arrivalOf(record: DynamoDBRecord): Arrival | null {
  const { key, sequence, ...images } = readRecord<Pick<MessageItem, 'visibility' | 'ttl'>>(record);
  if (!key.sk.startsWith(MESSAGE_PREFIX)) return null;
  const item = images.after();
  if (item === null) return null;
  const { visibility, ttl } = item;
  if (!VISIBILITIES.includes(visibility)) throw new Error('A message without folder');
  if (images.before()?.visibility === visibility) return null;
  return { ...parseContactPk(key.pk), message: messageOfSort(key.sk), visibility, ttl, sequence };
}

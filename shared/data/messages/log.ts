/**
 * Pointers to all messages of a workspace, written from the stream.
 *
 *   M#<workspace>#<visibility>   <minute>#<digest>   { pointers, at, ttl }
 *
 * A row has what one batch of the stream brought into a folder, for one minute of the messages' own time; 32 bytes a
 * message. Its name is a digest of its content, so a repeated batch writes the same row, and a differently cut one adds
 * rows. The log is a superset: readers check the messages, and skip repetitions.
 */
import { createHash } from 'node:crypto';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { chunks, type Data, eachOf, put, timeOfId, write } from '../dynamo/index.ts';
import type { Visibility } from './items.ts';

export interface Pointer {
  readonly contact: ContactId;
  readonly message: string;
}

/** A message that came into a folder, by being received or moved. */
export interface LogEntry extends Pointer {
  readonly visibility: Visibility;
  readonly ttl: number;
}

/** An item may have 400 KB. A batch of the stream has at most 200 messages, but that is configured elsewhere. */
const POINTERS_A_ROW = 10_000;

export const ROWS_AT_ONCE = 8;

/** Enough digits for every minute that a uuid can hold, so that text order is the order of time. */
export const MINUTE_DIGITS = 10;

export const minuteOf = (at: Instant): string =>
  String(Math.floor(Math.max(0, at) / 60_000_000)).padStart(MINUTE_DIGITS, '0');

export const logPk = (workspace: WorkspaceId, visibility: Visibility): string => `M#${workspace}#${visibility}`;

/** Stores pointers to a batch's messages. 1 write unit a folder, minute and KB (28 messages). Safe to repeat. */
export async function logMessages(
  data: Data,
  workspace: WorkspaceId,
  entries: readonly LogEntry[],
  now: Instant,
): Promise<void> {
  const folders = Map.groupBy(entries, ({ visibility, message }) => `${visibility} ${minuteOf(timeOfId(message))}`);
  const rows = [...folders.values()].flatMap((some) => chunks(some, POINTERS_A_ROW));
  await eachOf(rows, ROWS_AT_ONCE, async (row) => {
    await write(data, put('workspace', toRow(workspace, row, now)));
  });
}

function toRow(workspace: WorkspaceId, entries: readonly LogEntry[], at: Instant) {
  const pointers = Buffer.from(entries.map(({ contact, message }) => hexOf(contact) + hexOf(message)).join(''), 'hex');
  const digest = createHash('sha256').update(pointers).digest('hex').slice(0, 16);
  const [{ visibility, message } = { visibility: 'visible' as const, message: '' }] = entries;
  return {
    pk: logPk(workspace, visibility),
    sk: `${minuteOf(timeOfId(message))}#${digest}`,
    pointers,
    at,
    ttl: Math.max(...entries.map(({ ttl }) => ttl)),
  };
}

const hexOf = (uuid: string): string => uuid.replaceAll('-', '');

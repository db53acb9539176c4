/**
 * Which messages a workspace has: pointers to them, written from the stream.
 *
 *   M#<workspace>#<visibility>   <minute>#<digest>   { pointers, at, ttl }
 *
 * A row is what one batch of the stream brought into a folder of one minute of the messages' own time; 32 bytes a message. Rows
 * are named by what is in them: a batch that comes again writes its own row again, and one that is cut otherwise adds rows
 * and takes nothing away. So the log is a superset: readers look at the messages themselves, and see each once.
 */
import { createHash } from 'node:crypto';
import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ContactId, WorkspaceId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Data } from './client.ts';
import { isExpired } from './expiry.ts';
import type { Key } from './keys.ts';
import { timeOfMessageId, type Visibility } from './message-items.ts';
import { justAbove } from './ranges.ts';
import { chunks, eachOf } from './retry.ts';

export interface Pointer {
  readonly contact: ContactId;
  /** The message's uuid. */
  readonly message: string;
}

/** A message that came into a folder: received there, or moved there. */
export interface LogEntry extends Pointer {
  readonly visibility: Visibility;
  /** The message's. */
  readonly ttl: number;
}

/** An item may have 400 KB; a batch of the stream has 200 messages, but that is said elsewhere. */
const POINTERS_A_ROW = 10_000;

const POINTER_BYTES = 32;

const ROWS_AT_ONCE = 8;

/** All minutes since 1970 that a uuid can tell have so many digits, so that their order as texts is that of time. */
const MINUTE_DIGITS = 10;

export const minuteOf = (at: Instant): string =>
  String(Math.floor(Math.max(0, at) / 60_000_000)).padStart(MINUTE_DIGITS, '0');

const logPk = (workspace: WorkspaceId, visibility: Visibility): string => `M#${workspace}#${visibility}`;

/** Notes a batch's messages. 1 write unit a folder, minute and KB (31 messages). Safe to repeat. */
export async function logMessages(
  data: Data,
  workspace: WorkspaceId,
  entries: readonly LogEntry[],
  now: Instant,
): Promise<void> {
  const folders = Map.groupBy(
    entries,
    ({ visibility, message }) => `${visibility} ${minuteOf(timeOfMessageId(message))}`,
  );
  const rows = [...folders.values()].flatMap((some) => chunks(some, POINTERS_A_ROW));
  await eachOf(rows, ROWS_AT_ONCE, async (row) => {
    await data.documents.send(new PutCommand({ TableName: data.workspaceTable, Item: toRow(workspace, row, now) }));
  });
}

function toRow(workspace: WorkspaceId, entries: readonly LogEntry[], at: Instant) {
  const pointers = Buffer.from(entries.map(({ contact, message }) => hexOf(contact) + hexOf(message)).join(''), 'hex');
  const digest = createHash('sha256').update(pointers).digest('hex').slice(0, 16);
  const [{ visibility, message } = { visibility: 'visible' as const, message: '' }] = entries;
  return {
    pk: logPk(workspace, visibility),
    sk: `${minuteOf(timeOfMessageId(message))}#${digest}`,
    pointers,
    at,
    ttl: Math.max(...entries.map(({ ttl }) => ttl)),
  };
}

const hexOf = (uuid: string): string => uuid.replaceAll('-', '');

const uuidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export interface LogRow extends Key {
  readonly pointers: Uint8Array;
  /** When it was written. */
  readonly at: Instant;
  readonly ttl: number;
}

/** A minute of a log, with all its rows; or of several logs together. */
export interface LoggedMinute {
  readonly minute: string;
  readonly rows: readonly LogRow[];
}

/** The pointers of a minute, each once, the newest message first. */
export function pointersOf({ rows }: LoggedMinute): Pointer[] {
  const pointers = new Map<string, ContactId>();
  for (const row of rows) {
    const hex = Buffer.from(row.pointers).toString('hex');
    for (let at = 0; at < hex.length; at += POINTER_BYTES * 2) {
      const message = uuidOf(hex.slice(at + POINTER_BYTES, at + POINTER_BYTES * 2));
      pointers.set(message, uuidOf(hex.slice(at, at + POINTER_BYTES)) as ContactId);
    }
  }
  return [...pointers]
    .map(([message, contact]) => ({ message, contact }))
    .sort((a, b) => (a.message < b.message ? 1 : -1));
}

/** Minutes, both included. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly now: Instant;
}

/** The minutes of a folder's log in which there was anything, the newest first. A query for up to 200 rows. */
export async function* minutesOf(
  data: Data,
  workspace: WorkspaceId,
  visibility: Visibility,
  stretch: Stretch,
): AsyncGenerator<LoggedMinute> {
  let rows: LogRow[] = [];
  const minute = () => rows[0]?.sk.slice(0, MINUTE_DIGITS) ?? '';
  for await (const row of rowsOf(data, logPk(workspace, visibility), stretch)) {
    if (rows.length > 0 && !row.sk.startsWith(minute())) {
      yield { minute: minute(), rows };
      rows = [];
    }
    rows.push(row);
  }
  if (rows.length > 0) yield { minute: minute(), rows };
}

/** A row may hold one message or hundreds: the first query asks for few. */
const [FEWEST_ROWS, MOST_ROWS] = [25, 200];

async function* rowsOf(data: Data, pk: string, { from, to, now }: Stretch): AsyncGenerator<LogRow> {
  if (from > to) return;
  let Limit = FEWEST_ROWS;
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await data.documents.send(
      new QueryCommand({
        TableName: data.workspaceTable,
        KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
        ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': justAbove(to) },
        ScanIndexForward: false,
        Limit,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    yield* (Items as LogRow[]).filter((row) => !isExpired(row, now));
    start = LastEvaluatedKey;
    Limit = Math.min(Limit * 2, MOST_ROWS);
  } while (start);
}

/** Takes rows away of whose messages none is left. 1 write unit each. */
export const forgetRows = (data: Data, rows: readonly LogRow[]): Promise<void> =>
  eachOf(rows, ROWS_AT_ONCE, async ({ pk, sk }) => {
    await data.documents.send(new DeleteCommand({ TableName: data.workspaceTable, Key: { pk, sk } }));
  });

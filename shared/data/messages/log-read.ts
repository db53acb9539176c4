/** Reads the message log minute by minute; `log.ts` describes its items. */
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  type Data,
  eachOf,
  isItemExpired,
  type Key,
  type QueryPage,
  queryPage,
  remove,
  write,
} from '../dynamo/index.ts';
import { justAbove } from '../paging/index.ts';
import type { Visibility } from './items.ts';
import { logPk, MINUTE_DIGITS, type Pointer, ROWS_AT_ONCE } from './log.ts';

export interface LogRow extends Key {
  readonly pointers: Uint8Array;
  /** When it was written. */
  readonly at: Instant;
  readonly ttl: number;
}

/** A minute of one or several logs, with all its rows. */
export interface LoggedMinute {
  readonly minute: string;
  readonly rows: readonly LogRow[];
}

/** Hexadecimal digits of a uuid; a pointer has two uuids. */
const DIGITS = 32;

/** The pointers of a minute, each once, in no order. */
export function pointersOf({ rows }: LoggedMinute): Pointer[] {
  const pointers = new Map<string, ContactId>();
  for (const row of rows) {
    const hex = Buffer.from(row.pointers).toString('hex');
    for (let at = 0; at < hex.length; at += 2 * DIGITS) {
      const message = uuidOf(hex.slice(at + DIGITS, at + 2 * DIGITS));
      pointers.set(message, uuidOf(hex.slice(at, at + DIGITS)) as ContactId);
    }
  }
  return [...pointers].map(([message, contact]) => ({ message, contact }));
}

const uuidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** A range of minutes, both ends included. The newest is read first, or with `back` the oldest. */
export interface MinuteRange {
  readonly from: string;
  readonly to: string;
  readonly back: boolean;
  readonly now: Instant;
}

/** The minutes of a folder's log that have any row. One query for up to 200 rows. */
export async function* minutesOf(
  data: Data,
  workspace: WorkspaceId,
  visibility: Visibility,
  stretch: MinuteRange,
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

/** A row may hold one message or hundreds, so the first query asks for few. */
const FEWEST_ROWS = 25;
const MOST_ROWS = 200;

async function* rowsOf(data: Data, pk: string, { from, to, back, now }: MinuteRange): AsyncGenerator<LogRow> {
  if (from > to) return;
  const query = { table: 'workspace', partition: pk, sort: { from, to: justAbove(to) }, descending: !back } as const;
  let limit = FEWEST_ROWS;
  let start: Key | undefined;
  do {
    const page: QueryPage<LogRow> = await queryPage(data, { ...query, limit }, start);
    yield* page.items.filter((row) => !isItemExpired(row, now));
    start = page.next;
    limit = Math.min(limit * 2, MOST_ROWS);
  } while (start);
}

/** Removes rows that have no message left. 1 write unit each. */
export const forgetRows = (data: Data, rows: readonly LogRow[]): Promise<void> =>
  eachOf(rows, ROWS_AT_ONCE, async ({ pk, sk }) => {
    await write(data, remove('workspace', { pk, sk }));
  });

/** The next pointers of a folder's log, oldest first, for readers of all of it. 0.125 read units a KB (32 messages). */
export async function pageLog(
  data: Data,
  workspace: WorkspaceId,
  visibility: Visibility,
  after: string | null,
  now: Instant,
): Promise<{ readonly pointers: readonly Pointer[]; readonly after: string | null }> {
  const sort = after === null ? {} : { sort: { from: justAbove(after), to: '~' } };
  const query = { table: 'workspace', partition: logPk(workspace, visibility), ...sort } as const;
  const { items, next } = await queryPage<LogRow>(data, query);
  const rows = items.filter((row) => !isItemExpired(row, now));
  return { pointers: pointersOf({ minute: '', rows }), after: next?.sk ?? null };
}

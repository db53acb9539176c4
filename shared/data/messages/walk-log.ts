/** Reads a workspace's message log pointer by pointer: newest first, or back from the oldest. */

import { isTombstone } from '../../domain/contacts/contact.ts';
import { integerId, type WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant, instant } from '../../domain/instant.ts';
import { messageKey, readContacts } from '../contacts/index.ts';
import { type Data, deleteAll, timeOfId } from '../dynamo/index.ts';
import type { PagePlace } from '../paging/index.ts';
import type { Visibility } from './items.ts';
import { minuteOf, type Pointer } from './log.ts';
import { forgetRows, type LoggedMinute, type LogRow, type MinuteRange, minutesOf, pointersOf } from './log-read.ts';

export interface LogWalk {
  readonly now: Instant;
  /** One folder's log; both when left out. */
  readonly visibility?: Visibility | undefined;
  /** After which message, and in which direction. */
  readonly place: PagePlace;
  /** Only this message. */
  readonly uuid?: string | undefined;
  /** Only the message with this integer id. The id says nothing of its time, so the log is read until it is found. */
  readonly id?: number | undefined;
  /** No minute after or before the one of this time. */
  readonly before?: Instant | null | undefined;
  readonly after?: Instant | null | undefined;
}

export interface LogStep extends Pointer {
  readonly minute: Progress;
}

/** How much of a minute was read, and whether any of its messages still exists. */
interface Progress {
  readonly rows: readonly LogRow[];
  left: number;
  exists: boolean;
}

/** Every message of the log within the walk, once. Memory holds one minute at a time. */
export async function* walkLog(data: Data, workspace: WorkspaceId, walk: LogWalk): AsyncGenerator<LogStep> {
  const { place, uuid, id, visibility } = walk;
  const folders: readonly Visibility[] = visibility ? [visibility] : ['visible', 'archived'];
  const logs = folders.map((folder) => minutesOf(data, workspace, folder, stretchOf(walk)));
  const precedes = (a: string, b: string) => (place.back ? a < b : a > b);
  for await (const logged of together(logs, precedes)) {
    const pointers = pointersOf(logged);
    const meant = pointers
      .filter(({ message }) => place.key === null || precedes(place.key, message))
      .filter(({ message }) => uuid === undefined || message === uuid)
      .filter(({ message }) => id === undefined || integerId(message) === id)
      .sort((a, b) => (precedes(a.message, b.message) ? -1 : 1));
    const minute = { rows: logged.rows, left: meant.length, exists: meant.length < pointers.length };
    for (const pointer of meant) yield { ...pointer, minute };
  }
}

/** Later than the time of any uuid. */
const FOREVER = instant(2 ** 48 * 1000);

function stretchOf({ place: { back, key }, uuid, before, after, now }: LogWalk): MinuteRange {
  const only = uuid === undefined ? null : timeOfId(uuid);
  const behind = key === null ? null : timeOfId(key);
  const from = Math.max(after ?? 0, only ?? 0, (back && behind) || 0);
  const to = Math.min(before ?? FOREVER, only ?? FOREVER, back ? FOREVER : (behind ?? FOREVER));
  return { from: minuteOf(instant(from)), to: minuteOf(instant(to)), back, now };
}

/** Merges logs: a minute of several logs comes once, with the rows of all. */
async function* together(
  logs: readonly AsyncGenerator<LoggedMinute>[],
  precedes: (a: string, b: string) => boolean,
): AsyncGenerator<LoggedMinute> {
  const next = async (log: AsyncGenerator<LoggedMinute>) => ({ log, head: (await log.next()).value ?? null });
  let sources = await Promise.all(logs.map(next));
  for (;;) {
    const heads = sources.flatMap(({ head }) => head ?? []);
    const [first, ...others] = heads.map(({ minute }) => minute);
    if (first === undefined) return;
    const due = others.reduce((one, other) => (precedes(other, one) ? other : one), first);
    yield { minute: due, rows: heads.filter(({ minute }) => minute === due).flatMap(({ rows }) => rows) };
    sources = await Promise.all(sources.map((one) => (one.head?.minute === due ? next(one.log) : one)));
  }
}

/** Eventually consistent reads of older rows agree by now. */
const SETTLED_DAYS = 1;

/** Removes minutes without any message: those of a million deleted contacts are skipped only once. */
export async function settleSteps(
  data: Data,
  steps: readonly LogStep[],
  existing: ReadonlySet<string>,
  now: Instant,
): Promise<void> {
  for (const { message, minute } of steps) {
    minute.left -= 1;
    minute.exists ||= existing.has(message);
  }
  const passed = [...new Set(steps.map(({ minute }) => minute))];
  const settled = addDays(now, -SETTLED_DAYS);
  const dead = passed.filter(({ left, exists, rows }) => left === 0 && !exists && rows.every(({ at }) => at < settled));
  await forgetRows(
    data,
    dead.flatMap(({ rows }) => rows),
  );
}

/** Deletes messages that were stored after their contact's cleaning up; returns the others. 1 read unit a contact. */
export async function deleteOrphanedMessages<Entry extends Pointer>(
  data: Data,
  workspace: WorkspaceId,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const contacts = entries.map(({ contact }) => contact);
  const found = await readContacts(data, workspace, contacts, { consistent: true });
  const isLate = ({ contact }: Entry): boolean => {
    const owner = found.get(contact);
    return owner !== undefined && isTombstone(owner);
  };
  const late = entries.filter(isLate).map(({ contact, message }) => messageKey(workspace, contact, message));
  await deleteAll(data, 'contacts', late);
  return entries.filter((entry) => !isLate(entry));
}

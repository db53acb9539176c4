/**
 * What the counts were on each day, for a year's line of them:
 *
 *   D#<workspace>  <YYYY-MM-DD>   { folders, ttl }: the counts of the night before that day; gone after 400 days
 */

import { localDayText } from '../../domain/calendar/local-day-text.ts';
import { FOLDERS, type Folder } from '../../domain/contacts/contact.ts';
import type { Counts } from '../../domain/contacts/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant } from '../../domain/instant.ts';
import { type Data, getItem, isAbsent, put, queryAll, ttlAfter, write } from '../dynamo/index.ts';
import { readCounts } from './counts.ts';

/** More than a year, so that the same day of last year is there to compare with. */
const KEPT_DAYS = 400;

/** A year and the day that it is compared with. */
const SHOWN_DAYS = 366;

interface DailyCounts {
  /** `2026-11-28`, in the zone that the workspace had. */
  readonly day: string;
  readonly folders: Counts['folders'];
}

interface Item {
  readonly sk: string;
  readonly folders: Partial<Counts['folders']>;
}

const pkOf = (workspace: WorkspaceId): string => `D#${workspace}`;

/**
 * Keeps the counts as those of the workspace's today, once a day: 1 write unit, and 4 read units at least. A second
 * time on the same day costs half a read unit. Workspaces in which nobody ever was cost no write.
 *
 * @returns whether they were kept
 */
export async function keepDailyCounts(
  data: Data,
  workspace: WorkspaceId,
  { timezone }: { readonly timezone: string },
  now: Instant,
): Promise<boolean> {
  const key = { pk: pkOf(workspace), sk: localDayText(timezone, now) };
  // A write that a condition refuses is paid as well.
  if ((await getItem(data, 'workspace', key, { consistent: false })) !== null) return false;
  const { folders } = await readCounts(data, workspace);
  if (FOLDERS.every((folder) => folders[folder] === 0)) return false;
  return write(data, put('workspace', { ...key, folders, ttl: ttlAfter(now, KEPT_DAYS) }, isAbsent));
}

/** The counts that were kept in the last year, the oldest first: some 7 read units for a whole year. */
export async function readDailyCounts(
  data: Data,
  workspace: WorkspaceId,
  { timezone }: { readonly timezone: string },
  now: Instant,
): Promise<DailyCounts[]> {
  const days: DailyCounts[] = [];
  const dayAfter = (count: number) => localDayText(timezone, addDays(now, count));
  const sort = { from: dayAfter(-SHOWN_DAYS), to: dayAfter(1) };
  for await (const item of queryAll<Item>(data, { table: 'workspace', partition: pkOf(workspace), sort }))
    days.push({ day: item.sk, folders: whole(item.folders) });
  return days;
}

const whole = (folders: Item['folders']): Counts['folders'] =>
  Object.fromEntries(FOLDERS.map((folder) => [folder, folders[folder] ?? 0])) as Record<Folder, number>;

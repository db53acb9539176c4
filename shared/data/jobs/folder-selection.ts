/** Selections of a folder, read from its index. The nightly schedules need these, but no searches or rosters. */
import type { Job } from '../../domain/jobs/job.ts';
import type { Selection } from '../../domain/selection/selection.ts';
import { pageFolder } from '../contacts/index.ts';
import type { Data } from '../dynamo/index.ts';
import {
  inPresentShards,
  nextPartition,
  SELECTION_START,
  type SelectionCursor,
  type SelectionPage,
  type SelectionPart,
  selectionPartsOf,
} from './selection-cursor.ts';

interface FolderJob extends Pick<Job, 'workspace'> {
  readonly selection: Extract<Selection, { folder: unknown }>;
}

/** The next page, of at most `limit` contacts, in the cursor's partition. */
export async function pageDays(
  data: Data,
  job: FolderJob,
  cursor: SelectionCursor,
  limit: number,
): Promise<SelectionPage> {
  const { workspace, selection } = job;
  const part: SelectionPart = selectionPartsOf(job)[cursor.part] ?? { folder: selection.folder };
  if ('noted' in part) throw new Error('Noted contacts are in no folder');
  const { folder, days } = part;
  const page = { fromDay: days?.from, upToDay: days?.to, limit, cursor: cursor.after };
  const { uuids, cursor: after } = await pageFolder(data, workspace, folder, cursor.shard, page);
  return { uuids, after };
}

/** Whether a job would select any contact of a folder. Costs 0.5 read units a shard of an empty one. */
export async function selectsAny(data: Data, job: FolderJob): Promise<boolean> {
  const start = inPresentShards(data, job.workspace, SELECTION_START);
  for (let cursor: SelectionCursor | null = start; cursor !== null; cursor = nextPartition(job, cursor)) {
    const { uuids } = await pageDays(data, job, cursor, 1);
    if (uuids.length > 0) return true;
  }
  return false;
}

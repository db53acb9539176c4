import { readingOf, readStored } from '../../domain/groups/stored-query.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job } from '../../domain/jobs/job.ts';
import { isRepair, kindOf, NEXT_REPAIR } from '../../domain/jobs/kinds/index.ts';
import { type Assets, type Group, isPopulating } from '../../domain/workspace.ts';
import { chunks, type Data, getItem, put, transact, type Write, write } from '../dynamo/index.ts';
import { loadAssets } from './assets.ts';
import { readGroup, setGroup } from './groups.ts';
import { bumpRevision, bumpRevisionOf, workspacePk } from './items.ts';

/**
 * Makes a group ready, together with the end of the job that populated it. Empty when the group was deleted, is
 * invalid, or has another job; also when contacts failed: then it waits for `submitRepairGroups`.
 */
export async function readyItems(data: Data, job: Job): Promise<Write[]> {
  const { work, workspace, uuid, totals } = job;
  const populated = kindOf(job).readies?.(work);
  if (populated === undefined || Object.keys(totals.failed).length > 0) return [];
  const group = await readGroup(data, workspace, populated);
  if (group === null || group.job !== uuid || !isPopulating(group)) return [];
  return [setGroup(workspace, group, { status: 'ready' }), bumpRevision(workspace)];
}

/** Groups in one transaction, which takes a hundred writes. */
const TOGETHER = 99;

/**
 * Makes repaired groups ready, just before their repair ends without a failed contact. Does nothing when contacts must
 * be evaluated again since the repair was made: the next repair follows. May be called again.
 */
export async function readyRepaired(data: Data, job: Job, now: Instant): Promise<void> {
  if (!isRepair(job) || Object.keys(job.totals.failed).length > 0) return;
  const { workspace, work } = job;
  const assets = await loadAssets(data, workspace);
  const waiting = [...assets.groups.values()].filter((group) => group.job === NEXT_REPAIR && isPopulating(group));
  for (const some of chunks(waiting, TOGETHER)) {
    const ready = some.map((group) =>
      setGroup(workspace, group, { status: 'ready', ...readAsNow(group, assets, now) }),
    );
    const written = await transact(data, [bumpRevisionOf(workspace, work.readings), ...ready]);
    // The readings or a group have changed meanwhile: the next repair looks at these groups again.
    if (!written.ok) return;
  }
}

/** A query that can no longer be read has no reading; the next repair makes its group invalid. */
function readAsNow({ query: text }: Group, assets: Assets, now: Instant): { readAs?: string } {
  const query = readStored(text ?? '', assets, now);
  return query === null ? {} : { readAs: readingOf(query, assets, now) };
}

/**
 *   W#<workspace>  TURN  { since, at, job }: the last refresh of smart groups with relative dates
 *
 * After days passed, from `since` (null: when made) to `at`; `job` moves the contacts, if any.
 */
export interface GroupRefresh {
  readonly since: Instant | null;
  readonly at: Instant;
  readonly job: JobId | null;
}

const refreshKey = (workspace: WorkspaceId) => ({ pk: workspacePk(workspace), sk: 'TURN' });

/** The last refresh (1 read unit), or null before the first. */
export async function readGroupRefresh(data: Data, workspace: WorkspaceId): Promise<GroupRefresh | null> {
  const item = await getItem<GroupRefresh>(data, 'workspace', refreshKey(workspace), { consistent: true });
  return item && { since: item.since, at: item.at, job: item.job };
}

/** Stores the last refresh. 1 write unit. */
export async function putGroupRefresh(data: Data, workspace: WorkspaceId, refresh: GroupRefresh): Promise<void> {
  await write(data, put('workspace', { ...refreshKey(workspace), ...refresh }));
}

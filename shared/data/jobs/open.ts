/** The lists of what has not ended: open jobs, and previews that wait to be run. Keys are in items.ts. */
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job, WorkType } from '../../domain/jobs/job.ts';
import { previewedUntil } from '../../domain/jobs/lifecycle.ts';
import { sortableMicros } from '../contacts/index.ts';
import {
  type Condition,
  type Data,
  equals,
  type Key,
  put,
  queryAll,
  remove,
  type Write,
  write,
} from '../dynamo/index.ts';
import { nextRound } from '../paging/index.ts';
import { keptUntil, OPEN_PK, openKey, openPrefix, PREVIEWS_PK, previewKey } from './items.ts';

interface Named {
  readonly workspace: WorkspaceId;
  readonly job: JobId;
}

/** The entry of a job that has not ended. `asked` ones count among those that a workspace may have at once. */
export const openItem = ({ workspace, uuid, work, createdOn }: Job, asked?: true): Write =>
  put('workspace', {
    ...openKey(workspace, uuid),
    ...{ type: work.type, ttl: keptUntil(createdOn) },
    ...(asked && { asked }),
  });

/** A job that is no longer open. */
export const closeItem = ({ workspace, uuid }: Job): Write => remove('workspace', openKey(workspace, uuid));

/** A preview that waits to be run, or does no longer: in place of its entry among open jobs. */
export const waitItems = (job: Job): Write[] =>
  keysOf(job).map((key) => put('workspace', { ...key, ttl: keptUntil(job.createdOn) }));
export const waitedItems = (job: Job): Write[] => keysOf(job).map((key) => remove('workspace', key));

function keysOf(job: Job): Key[] {
  const until = job.status === 'ready' ? previewedUntil(job) : null;
  return until === null ? [] : [previewKey(job.workspace, job.uuid, until)];
}

/** Every open job of every workspace, beginning where the last round stopped. */
export async function* openJobs(data: Data): AsyncGenerator<Named> {
  for await (const { sk } of nextRound(data, OPEN_PK)) yield named(sk);
}

function named(sk: string): Named {
  const [workspace, job] = sk.split('#');
  return { workspace: workspace as WorkspaceId, job: job as JobId };
}

/** The open jobs of one type in a workspace, as of now. 1 query. */
export const openJobsOf = (data: Data, workspace: WorkspaceId, type: WorkType): Promise<readonly JobId[]> =>
  openWhere(data, workspace, equals('type', type), true);

/**
 * The open jobs that callers of a workspace asked for, oldest first. 1 query.
 * @param consistent - as of now; otherwise for half the price, and a job of this moment may be missing
 */
export const askedJobs = (
  data: Data,
  workspace: WorkspaceId,
  { consistent }: { readonly consistent: boolean },
): Promise<readonly JobId[]> => openWhere(data, workspace, equals('asked', true), consistent);

async function openWhere(
  data: Data,
  workspace: WorkspaceId,
  where: Condition,
  consistent: boolean,
): Promise<readonly JobId[]> {
  const sort = { prefix: openPrefix(workspace) };
  const open = queryAll<Key>(data, { table: 'workspace', partition: OPEN_PK, sort, where, consistent });
  const uuids: JobId[] = [];
  for await (const { sk } of open) uuids.push(named(sk).job);
  return uuids;
}

/** The previews of all workspaces whose time is over, the earliest first. 1 query; 0.5 read units when there are none. */
export async function* expiredPreviews(data: Data, now: Instant): AsyncGenerator<Named & { readonly entry: Key }> {
  const sort = { from: ' ', to: `${sortableMicros(now)}#~` };
  const expired = queryAll<Key>(data, { table: 'workspace', partition: PREVIEWS_PK, sort });
  for await (const { pk, sk } of expired) yield { ...named(sk.slice(sk.indexOf('#') + 1)), entry: { pk, sk } };
}

/** Takes an entry off its list that a crash or a race has left there. */
export const forgetEntry = async (data: Data, entry: Key): Promise<void> => {
  await write(data, remove('workspace', entry));
};

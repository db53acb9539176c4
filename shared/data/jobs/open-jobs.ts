/** The lists of unfinished jobs: open jobs, previews, and jobs that wait for their time. Keys are in items.ts. */
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import type { Job } from '../../domain/jobs/job.ts';
import type { WorkType } from '../../domain/jobs/kinds/index.ts';
import { previewedUntil } from '../../domain/jobs/lifecycle.ts';
import { sortableMicros } from '../contacts/index.ts';
import {
  type Data,
  equals,
  type ItemCondition,
  type Key,
  put,
  queryAll,
  remove,
  type Write,
  write,
} from '../dynamo/index.ts';
import { nextRound } from '../paging/index.ts';
import { lastsUntil, OPEN_PK, openKey, openPrefix, PREVIEWS_PK, previewKey, WAITING_PK, waitingKey } from './items.ts';

interface Named {
  readonly workspace: WorkspaceId;
  readonly job: JobId;
}

/** The entry of an open job. Only `asked` ones count towards the workspace's limit. */
export const openItem = (job: Job, asked?: true): Write =>
  put('workspace', {
    ...openKey(job.workspace, job.uuid),
    type: job.work.type,
    ttl: lastsUntil(job),
    ...(asked && { asked }),
  });

export const closeItem = ({ workspace, uuid }: Job): Write => remove('workspace', openKey(workspace, uuid));

/** The entries of a preview, which replace its open one, or of a job that waits for its time or a person, beside it. */
export const waitItems = (job: Job): Write[] =>
  keysOf(job).map((key) => put('workspace', { ...key, ttl: lastsUntil(job) }));
export const waitedItems = (job: Job): Write[] => keysOf(job).map((key) => remove('workspace', key));

function keysOf(job: Job): Key[] {
  const { workspace, uuid, status, notBefore, approval } = job;
  if (status === 'waiting') return notBefore === null ? [] : [waitingKey(workspace, uuid, notBefore)];
  const until =
    status === 'awaiting_approval' ? (approval?.until ?? null) : status === 'ready' ? previewedUntil(job) : null;
  return until === null ? [] : [previewKey(workspace, uuid, until)];
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

/** The open jobs that callers of a workspace asked for, oldest first. 1 query, at half the price if not consistent. */
export const askedJobs = (
  data: Data,
  workspace: WorkspaceId,
  { consistent }: { readonly consistent: boolean },
): Promise<readonly JobId[]> => openWhere(data, workspace, equals('asked', true), consistent);

/** The open jobs of any type, as of now. 1 query. */
export const allOpenJobs = (data: Data, workspace: WorkspaceId): Promise<readonly JobId[]> =>
  openWhere(data, workspace, undefined, true);

async function openWhere(
  data: Data,
  workspace: WorkspaceId,
  where: ItemCondition | undefined,
  consistent: boolean,
): Promise<readonly JobId[]> {
  const sort = { prefix: openPrefix(workspace) };
  const open = queryAll<Key>(data, {
    table: 'workspace',
    partition: OPEN_PK,
    sort,
    ...(where && { where }),
    consistent,
  });
  const uuids: JobId[] = [];
  for await (const { sk } of open) uuids.push(named(sk).job);
  return uuids;
}

/** Previews and approvals that have expired, of all workspaces, earliest first. 1 query, 0.5 read units for none. */
export const expiredPreviews = (data: Data, now: Instant): AsyncGenerator<Listed> => listedUpTo(data, PREVIEWS_PK, now);

/** All workspaces' jobs that are due until then, earliest first, with their time. 1 query. */
export async function* dueJobs(data: Data, until: Instant): AsyncGenerator<Listed & { readonly notBefore: Instant }> {
  for await (const one of listedUpTo(data, WAITING_PK, until))
    yield { ...one, notBefore: instant(Number(one.entry.sk.split('#')[0])) };
}

interface Listed extends Named {
  readonly entry: Key;
}

async function* listedUpTo(data: Data, partition: string, until: Instant): AsyncGenerator<Listed> {
  const sort = { from: ' ', to: `${sortableMicros(until)}#~` };
  for await (const { pk, sk } of queryAll<Key>(data, { table: 'workspace', partition, sort }))
    yield { ...named(sk.slice(sk.indexOf('#') + 1)), entry: { pk, sk } };
}

/** Removes an entry that a crash or a race left on its list. */
export const forgetEntry = async (data: Data, entry: Key): Promise<void> => {
  await write(data, remove('workspace', entry));
};

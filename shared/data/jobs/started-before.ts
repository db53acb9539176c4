/** Which contacts were started in a flow before, as far as manifests of earlier starts are kept (90 days). */
import type { ContactId, FlowId } from '../../domain/ids.ts';
import type { Job } from '../../domain/jobs/job.ts';
import { isStart, type Start } from '../../domain/jobs/kinds/index.ts';
import { isUnrun } from '../../domain/jobs/lifecycle.ts';
import { type Data, type Key, queryAll } from '../dynamo/index.ts';
import { MANIFEST_PREFIX, sliceNumber, slicesPk } from './items.ts';
import { unpackUuids } from './manifest-size.ts';
import { openSlices } from './slices.ts';
import { jobsBefore, listJobsOf } from './store.ts';

/** Job headers and slice states read at a time. */
const PAGE = 250;

/**
 * The contacts that an earlier start of the flow reached or will reach. Reads manifests page by page (1 read unit for
 * 500 contacts), so that memory holds only the given contacts.
 */
export async function startedBefore(
  data: Data,
  job: Pick<Job, 'workspace' | 'uuid'>,
  flow: FlowId,
  uuids: readonly ContactId[],
): Promise<ReadonlySet<ContactId>> {
  const candidates = new Set(uuids);
  const started = new Set<ContactId>();
  if (candidates.size === 0) return started;
  for await (const earlier of earlierStarts(data, job, flow)) {
    for await (const uuid of reachedBy(data, earlier)) if (candidates.has(uuid)) started.add(uuid);
    if (started.size === candidates.size) break;
  }
  return started;
}

async function* earlierStarts(
  data: Data,
  { workspace, uuid }: Pick<Job, 'workspace' | 'uuid'>,
  flow: FlowId,
): AsyncGenerator<Job> {
  let cursor: string | null = jobsBefore(workspace, uuid);
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof listJobsOf<Job<Start>>>> = await listJobsOf(data, workspace, isStart, {
      limit: PAGE,
      cursor,
    });
    yield* page.jobs.filter(({ work }) => work.flow === flow);
    cursor = page.cursor;
  }
}

/** Contacts of slices that were or will be worked on; open slices of an interrupted start never are. */
async function* reachedBy(data: Data, job: Job): AsyncGenerator<ContactId> {
  if (isUnrun(job) || (job.status === 'failed' && job.total === null)) return;
  const never = job.status === 'interrupted' ? await allOpen(data, job) : new Set<number>();
  const manifests = queryAll<Key & { readonly uuids: Uint8Array }>(data, {
    table: 'workspace',
    partition: slicesPk(job.workspace, job.uuid),
    sort: { prefix: MANIFEST_PREFIX },
  });
  for await (const { sk, uuids } of manifests) if (!never.has(sliceNumber(sk))) yield* unpackUuids(uuids);
}

async function allOpen(data: Data, { workspace, uuid }: Job): Promise<ReadonlySet<number>> {
  const open = new Set<number>();
  let from: number | null = 0;
  while (from !== null) {
    const page: Awaited<ReturnType<typeof openSlices>> = await openSlices(data, workspace, uuid, { from, limit: PAGE });
    for (const slice of page.slices) open.add(slice);
    from = page.next;
  }
  return open;
}

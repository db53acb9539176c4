/** Finds runs by contact, uuid or integer id, which lead to slices of starts without reading all of them. */
import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import { type ContactId, DIGITS_OF_ID, integerId, type JobId, type WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant } from '../../domain/instant.ts';
import { SLICE_SIZE } from '../../domain/jobs/job.ts';
import { isStart } from '../../domain/jobs/kinds/index.ts';
import { ENDS_OF_SLICES, parseRunId, parseRunUuid, runUuid } from '../../domain/jobs/run-uuid.ts';
import { type Bounds, jobsInHistory, type PastJob, readContact } from '../contacts/index.ts';
import { batchGet, type Data, type Key, queryAll } from '../dynamo/index.ts';
import { pageWindowOf, placeOf } from '../paging/index.ts';
import { fromHeader } from './header.ts';
import { JOB_PREFIX, jobKey, jobsPk, KEPT_DAYS, SLICE_PREFIX, sliceKey, sliceNumber, slicesPk } from './items.ts';
import { type Closed, RUN_SHAPE, type RunsFound, rowsIn, type StoredRun, withContacts } from './list-runs.ts';
import { readClosed, sliceName } from './outcomes.ts';
import type { SlicePart } from './slices.ts';

/**
 * A page of a contact's runs. The contact's history names their slices, and the contact itself a run of this moment.
 * Runs of a slice that was given up are missing. Costs 90 days of history, and 3 read units for each job in it.
 */
export async function listRunsOf(
  data: Data,
  workspace: WorkspaceId,
  uuid: ContactId,
  page: Bounds & {
    readonly limit: number;
    readonly cursor?: string | undefined;
    readonly reverse: boolean;
    readonly now: Instant;
  },
): Promise<RunsFound> {
  const { limit, cursor, reverse, now } = page;
  const place = placeOf(cursor, RUN_SHAPE);
  const contact = await readContact(data, workspace, uuid);
  const past = contact === null || isTombstone(contact) ? [] : await pastJobs(data, workspace, contact, now);
  const rows = [...(await runsIn(data, workspace, past))].filter(({ contact }) => contact === uuid);
  const found = (await withContacts(data, workspace, rows)).filter(({ run }) => isWithin(run, page));
  const runs = found.sort((a, b) => (a.key < b.key === reverse ? -1 : 1));
  const keys = runs.map(({ key }) => key);
  const { start, end, ...beside } = pageWindowOf(keys, place, { limit, descending: !reverse });
  return { runs: runs.slice(start, end).map(({ run }) => run), ...beside };
}

async function pastJobs(data: Data, workspace: WorkspaceId, contact: Contact, now: Instant): Promise<PastJob[]> {
  const past = await jobsInHistory(data, workspace, contact.uuid, addDays(now, -KEPT_DAYS));
  const { job, slice } = contact.lastChange;
  const last = job === undefined || slice === undefined ? [] : [{ job, slice }];
  return [...new Map([...past, ...last].map((one) => [sliceName(one), one])).values()];
}

/** The run with a uuid, while it is kept, or null. Some 4 read units. */
export async function findRun(data: Data, workspace: WorkspaceId, uuid: string): Promise<StoredRun | null> {
  const { begins, ends, slice, place } = parseRunUuid(uuid);
  for await (const job of jobsLike(data, workspace, { begins, ends })) {
    const rows = (await runsIn(data, workspace, [{ job, slice }])).filter(({ run }) => run.place === place);
    const [found] = await withContacts(data, workspace, rows);
    if (found) return found.run;
  }
  return null;
}

/** The run with an integer id, or null: also 1 read unit for some 8 jobs, and 3 for each slice that it may be in. */
export async function findRunById(data: Data, workspace: WorkspaceId, id: number): Promise<StoredRun | null> {
  if (!Number.isSafeInteger(id)) return null;
  const { ends, endOfSlice } = parseRunId(id);
  for await (const job of jobsLike(data, workspace, { ends })) {
    const slices = await slicesLike(data, workspace, job, endOfSlice);
    const rows = (await runsIn(data, workspace, slices)).filter(({ run }) => integerId(runUuid(run)) === id);
    const [found] = await withContacts(data, workspace, rows);
    if (found) return found.run;
  }
  return null;
}

/** The uuid of the job with an integer id, or null: 1 read unit for some 8 jobs. */
export async function findJobById(data: Data, workspace: WorkspaceId, id: number): Promise<JobId | null> {
  const ends = id.toString(16).padStart(DIGITS_OF_ID, '0');
  for await (const job of jobsLike(data, workspace, { ends })) return job;
  return null;
}

/** The jobs whose uuids begin and end like this. */
async function* jobsLike(
  data: Data,
  workspace: WorkspaceId,
  { begins = '', ends }: { readonly begins?: string; readonly ends: string },
): AsyncGenerator<JobId> {
  const sort = { prefix: `${JOB_PREFIX}${begins}` };
  const query = { table: 'workspace', partition: jobsPk(workspace), sort, attributes: ['sk'] } as const;
  for await (const { sk } of queryAll<Key>(data, query)) {
    const job = sk.slice(JOB_PREFIX.length) as JobId;
    if (job.replaceAll('-', '').endsWith(ends)) yield job;
  }
}

async function slicesLike(data: Data, workspace: WorkspaceId, job: JobId, end: number): Promise<PastJob[]> {
  const sort = { prefix: SLICE_PREFIX };
  const query = { table: 'workspace', partition: slicesPk(workspace, job), sort, attributes: ['sk'] } as const;
  const found: PastJob[] = [];
  for await (const { sk } of queryAll<Key>(data, query)) {
    const slice = sliceNumber(sk);
    if (slice % ENDS_OF_SLICES === end) found.push({ job, slice });
  }
  return found;
}

/** Whether a run or start was modified within the bounds. */
export const isWithin = ({ modifiedOn }: { readonly modifiedOn: Instant }, { before, after }: Bounds): boolean =>
  (!before || modifiedOn <= before) && (!after || modifiedOn >= after);

/** The runs of those slices that are closed and belong to starts. */
async function runsIn(data: Data, workspace: WorkspaceId, slices: readonly PastJob[]) {
  const closed = await closedAmong(data, workspace, slices);
  const read = await readClosed(data, workspace, closed);
  return closed.flatMap((one) => rowsIn(one, read.get(sliceName(one))));
}

interface StateItem extends Key {
  /** Absent while it is open. */
  readonly closedOn?: Instant;
  readonly parts?: readonly SlicePart[];
}

async function closedAmong(data: Data, workspace: WorkspaceId, slices: readonly PastJob[]): Promise<Closed[]> {
  const jobs = [...new Set(slices.map(({ job }) => job))].map((job) => jobKey(workspace, job));
  const headers = (await batchGet<Record<string, unknown>>(data, 'workspace', jobs)).map(fromHeader);
  const starts = new Map(headers.flatMap((job) => (isStart(job) ? [[job.uuid, job.work.flow]] : [])));
  const wanted = slices.filter(({ job }) => starts.has(job));
  const keys = wanted.map(({ job, slice }) => sliceKey(workspace, job, slice));
  const items = await batchGet<StateItem>(data, 'workspace', keys);
  const states = new Map(items.map((item) => [`${item.pk} ${item.sk}`, item]));
  return wanted.flatMap(({ job, slice }) => {
    const { pk, sk } = sliceKey(workspace, job, slice);
    const { closedOn, parts = [] } = states.get(`${pk} ${sk}`) ?? {};
    const flow = starts.get(job);
    if (flow === undefined) return [];
    const all = [...parts, ...(closedOn === undefined ? [] : [{ to: null, closedOn }])];
    return all.map((part, index) => {
      const from = parts[index - 1]?.to ?? 0;
      return { job, slice, flow, closedOn: part.closedOn, runs: SLICE_SIZE, part: { from, to: part.to } };
    });
  });
}

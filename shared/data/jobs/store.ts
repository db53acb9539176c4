/** Making, reading and listing jobs. */
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job, JobInput, Work, WorkType } from '../../domain/jobs/job.ts';
import { NO_TOTALS } from '../../domain/jobs/totals.ts';
import {
  type Data,
  equals,
  getItem,
  isAbsent,
  type Key,
  put,
  queryAll,
  transact,
  type Write,
} from '../dynamo/index.ts';
import { cursorTo, justAbove, type Neighbours, pageItems } from '../paging/index.ts';
import { START } from './cursor.ts';
import { clearPartsOf, putInput, weightOf } from './input.ts';
import {
  fromHeader,
  JOB_PREFIX,
  type JobRecord,
  jobKey,
  jobsPk,
  keptUntil,
  OPEN_PK,
  openKey,
  openPrefix,
  parseOpenSk,
  toHeader,
} from './items.ts';

export interface NewJob<W extends Work = Work> {
  /** A version 7 uuid: jobs list by creation. */
  readonly uuid: JobId;
  readonly work: W;
  readonly selection: JobInput['selection'];
  /** Of a start; null when left out. */
  readonly params?: unknown;
  /** Stop after freezing, and wait to be run. */
  readonly preview: boolean;
  /** Token id, or `system`. */
  readonly createdBy: string;
  readonly now: Instant;
}

/** Writes a job down as `pending`. Nothing happens until a select message names it. */
export async function createJob<W extends Work>(data: Data, workspace: WorkspaceId, input: NewJob<W>): Promise<Job<W>> {
  const written = await transact(data, newJobItems(workspace, input));
  if (!written.ok) throw new Error(`Job ${input.uuid} exists already`);
  return newJob(workspace, input);
}

/** The items with which a job begins. */
export function newJobItems(workspace: WorkspaceId, input: NewJob): Write[] {
  const job = newJob(workspace, input);
  const ttl = keptUntil(input.now);
  return [
    put('workspace', { ...jobKey(workspace, job.uuid), ...toHeader(job), ttl }, isAbsent),
    putInput(workspace, job.uuid, inputOf(input), ttl),
    put('workspace', { ...openKey(workspace, job.uuid), type: job.work.type, ttl }),
  ];
}

const inputOf = ({ selection, params = null }: NewJob): JobInput => ({ selection, params });

const newJob = <W extends Work>(workspace: WorkspaceId, input: NewJob<W>): JobRecord<W> => ({
  uuid: input.uuid,
  work: input.work,
  preview: input.preview,
  createdBy: input.createdBy,
  workspace,
  status: 'pending',
  total: null,
  totals: NO_TOTALS,
  slices: { total: 0, done: 0 },
  capacity: { readUnits: 0, writeUnits: 0 },
  token: null,
  reason: null,
  createdOn: input.now,
  modifiedOn: input.now,
  startedOn: null,
  endedOn: null,
  page: 0,
  cursor: START,
  frozen: 0,
  nudges: 0,
  nudgedOn: null,
  weight: weightOf(inputOf(input)),
  clear: clearPartsOf(inputOf(input)),
});

/** The job as of now (1 read unit for 4 KB), or null when this workspace has none such. */
export async function readJob(data: Data, workspace: WorkspaceId, uuid: JobId): Promise<JobRecord | null> {
  const key = jobKey(workspace, uuid);
  const item = await getItem<Record<string, unknown>>(data, 'workspace', key, { consistent: true });
  return item && fromHeader(item);
}

export interface JobsPage {
  readonly limit: number;
  readonly cursor?: string | null | undefined;
}

type Listed<Some extends Job> = Neighbours & { readonly jobs: readonly Some[] };

/** A page of jobs, newest first. Throws CursorError for a cursor that it never gave out. */
export const listJobs = (data: Data, workspace: WorkspaceId, page: JobsPage): Promise<Listed<Job>> =>
  listJobsOf(data, workspace, everyJob, page);

const everyJob = (_job: Job): _job is Job => true;

/** The same of some jobs only, say starts (`isStart`). */
export async function listJobsOf<Some extends Job>(
  data: Data,
  workspace: WorkspaceId,
  isOne: (job: Job) => job is Some,
  { limit, cursor }: JobsPage,
): Promise<Listed<Some>> {
  const range = { pk: jobsPk(workspace), from: JOB_PREFIX, to: justAbove(JOB_PREFIX) };
  const from = { table: 'workspace' as const, consistent: true, ...range };
  const keep = (item: Key) => isOne(fromHeader({ ...item }));
  const { items, ...beside } = await pageItems<Key>(data, from, { limit, cursor, keep });
  return { jobs: items.map((item): Job => fromHeader({ ...item })).filter(isOne), ...beside };
}

/** The cursor of the jobs that were made before one. */
export const jobsBefore = (workspace: WorkspaceId, job: JobId): string =>
  cursorTo({ back: false, key: jobKey(workspace, job).sk });

/** Every job of every workspace that has not ended, page by page. */
export async function* openJobs(data: Data): AsyncGenerator<{ workspace: WorkspaceId; job: JobId }> {
  const open = queryAll<Key>(data, { table: 'workspace', partition: OPEN_PK });
  for await (const { sk } of open) yield parseOpenSk(sk);
}

/** The jobs of one type that have not ended in a workspace, as of now. 1 query. */
export async function openJobsOf(data: Data, workspace: WorkspaceId, type: WorkType): Promise<readonly JobId[]> {
  const open = queryAll<Key>(data, {
    table: 'workspace',
    partition: OPEN_PK,
    sort: { prefix: openPrefix(workspace) },
    where: equals('type', type),
    consistent: true,
  });
  const uuids: JobId[] = [];
  for await (const { sk } of open) uuids.push(parseOpenSk(sk).job);
  return uuids;
}

import { NOTHING_FORESEEN } from '../../domain/costs/forecast.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job, JobInput, JobPolicy, Origin } from '../../domain/jobs/job.ts';
import { originOf, type Work } from '../../domain/jobs/kinds/index.ts';
import { NEVER_PAUSED } from '../../domain/jobs/progress.ts';
import { keptChosen } from '../../domain/jobs/summary/chosen.ts';
import { NO_TOTALS } from '../../domain/jobs/totals.ts';
import type { Actor } from '../../domain/workspace.ts';
import {
  allOf,
  type Data,
  equals,
  getItem,
  isAbsent,
  type Key,
  put,
  remove,
  transact,
  type Write,
} from '../dynamo/index.ts';
import { cursorTo, justAbove, type Neighbours, pageItems } from '../paging/index.ts';
import { fromHeader, type JobRecord, toHeader } from './header.ts';
import { clearPartsOf, inputKey, putInput, weightOf } from './input.ts';
import { JOB_PREFIX, jobKey, jobsPk, lastsUntil } from './items.ts';
import { closeItem, openItem } from './open-jobs.ts';
import { SELECTION_START } from './selection-cursor.ts';

export interface NewJob<W extends Work = Work> {
  /** A version 7 uuid, so that jobs sort by creation. */
  readonly uuid: JobId;
  readonly work: W;
  readonly selection: JobInput['selection'];
  /** Of a start; null when left out. */
  readonly params?: unknown;
  /** Stop after freezing, and wait to be run. */
  readonly preview: boolean;
  /** Above this number of contacts it needs a preview and its count; null or left out: always allowed. */
  readonly confirmAbove?: number | null;
  /** Whether it counts towards the workspace's limit of open jobs: a caller asked for it, and may be refused. */
  readonly asked?: true;
  /** Token id, or `system`. */
  readonly createdBy: string;
  /** The token's name and the door, when a caller asked for the job; left out for the service's own. */
  readonly creator?: string;
  /** Whoever owns that token. */
  readonly owner?: Actor;
  readonly origin?: Extract<Origin, 'api' | 'console'>;
  /** Contacts a second, at most; without limit when left out. */
  readonly maxRate?: number | null;
  /** When it begins; at once when left out. */
  readonly notBefore?: Instant | null;
  /** Deliveries of webhooks that led to it. */
  readonly hops?: number;
  /** The stage of a policy that it carries out. */
  readonly policy?: JobPolicy;
  readonly now: Instant;
}

/** Stores a job as `pending`. Nothing happens before a select message names it. */
export async function createJob<W extends Work>(data: Data, workspace: WorkspaceId, input: NewJob<W>): Promise<Job<W>> {
  const written = await transact(data, newJobItems(workspace, input));
  if (!written.ok) throw new Error(`Job ${input.uuid} exists already`);
  return newJob(workspace, input);
}

/** Removes a new job before a select message has named it; false when it has changed since. */
export async function withdrawJob(data: Data, job: Job): Promise<boolean> {
  const { workspace, uuid } = job;
  const untouched = allOf(equals('status', 'pending'), equals('page', 0));
  const written = await transact(data, [
    remove('workspace', jobKey(workspace, uuid), untouched),
    remove('workspace', inputKey(workspace, uuid)),
    closeItem(job),
  ]);
  return written.ok;
}

export function newJobItems(workspace: WorkspaceId, input: NewJob): Write[] {
  const job = newJob(workspace, input);
  const ttl = lastsUntil(job);
  return [
    put('workspace', { ...jobKey(workspace, job.uuid), ...toHeader(job), ttl }, isAbsent),
    putInput(workspace, job.uuid, inputOf(input), ttl),
    openItem(job, input.asked),
  ];
}

const inputOf = ({ selection, params = null }: NewJob): JobInput => ({ selection, params });

const withChosen = (selection: JobInput['selection']) => {
  const chosen = keptChosen(selection);
  return chosen && { chosen };
};

const newJob = <W extends Work>(workspace: WorkspaceId, input: NewJob<W>): JobRecord<W> => ({
  uuid: input.uuid,
  work: input.work,
  preview: input.preview,
  confirmAbove: input.confirmAbove ?? null,
  createdBy: input.createdBy,
  creator: input.creator ?? null,
  origin: input.origin ?? originOf(input.work),
  workspace,
  status: 'pending',
  total: null,
  totals: NO_TOTALS,
  errors: {},
  samples: {},
  excluded: {},
  warned: {},
  estimate: null,
  foreseen: NOTHING_FORESEEN,
  slices: { total: 0, done: 0 },
  capacity: { readUnits: 0, writeUnits: 0 },
  follows: 0,
  token: null,
  reason: null,
  file: null,
  createdOn: input.now,
  modifiedOn: input.now,
  startedOn: null,
  endedOn: null,
  checkpoints: [],
  paused: NEVER_PAUSED,
  maxRate: input.maxRate ?? null,
  ...withChosen(input.selection),
  ...(input.owner && { owner: input.owner }),
  ...(input.hops !== undefined && { hops: input.hops }),
  ...(input.policy && { policy: input.policy }),
  notBefore: input.notBefore ?? null,
  page: 0,
  cursor: SELECTION_START,
  frozen: 0,
  nudges: 0,
  nudgedOn: null,
  turn: 0,
  weight: weightOf(inputOf(input)),
  clear: clearPartsOf(inputOf(input)),
});

/** The job as of now (1 read unit for 4 KB), or of a moment ago for half of that; null when there is none. */
export async function readJob(
  data: Data,
  workspace: WorkspaceId,
  uuid: JobId,
  { consistent = true }: { readonly consistent?: boolean } = {},
): Promise<JobRecord | null> {
  const key = jobKey(workspace, uuid);
  const item = await getItem<Record<string, unknown>>(data, 'workspace', key, { consistent });
  return item && fromHeader(item);
}

interface JobsPage {
  readonly limit: number;
  readonly cursor?: string | null | undefined;
}

type Listed<Some extends Job> = Neighbours & { readonly jobs: readonly Some[] };

/** A page of jobs, newest first. Throws CursorError for an invalid cursor. */
export const listJobs = (data: Data, workspace: WorkspaceId, page: JobsPage): Promise<Listed<Job>> =>
  listJobsOf(data, workspace, everyJob, page);

const everyJob = (_job: Job): _job is Job => true;

/** The same for some jobs only, such as starts (`isStart`). */
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

/** The cursor of the jobs made before one. */
export const jobsBefore = (workspace: WorkspaceId, job: JobId): string =>
  cursorTo({ back: false, key: jobKey(workspace, job).sk });

/** Making, reading and listing jobs. */
import { GetCommand, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type JobId, parseUuid, type WorkspaceId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { START } from '../domain/jobs/cursor.ts';
import type { Job, Selection, Work } from '../domain/jobs/job.ts';
import { NO_TOTALS } from '../domain/jobs/totals.ts';
import type { Data } from './client.ts';
import { CursorError } from './cursor.ts';
import {
  fromHeader,
  JOB_PREFIX,
  type JobRecord,
  jobKey,
  jobsPk,
  keptUntil,
  OPEN_PK,
  openKey,
  parseOpenSk,
  toHeader,
} from './jobs-items.ts';
import { transact } from './transact.ts';

export interface NewJob {
  /** A version 7 uuid: jobs list by creation. */
  readonly uuid: JobId;
  readonly work: Work;
  readonly selection: Selection;
  /** Stop after freezing, and wait to be run. */
  readonly preview: boolean;
  /** Token id, or `system`. */
  readonly createdBy: string;
  readonly now: Instant;
}

/** Writes a job down as `pending`. Nothing happens until a select message names it. */
export async function createJob(data: Data, workspace: WorkspaceId, input: NewJob): Promise<Job> {
  const job = newJob(workspace, input);
  const TableName = data.workspaceTable;
  const ttl = keptUntil(input.now);
  const written = await transact(data, [
    {
      Put: {
        TableName,
        Item: { ...jobKey(workspace, job.uuid), ...toHeader(job), ttl },
        ConditionExpression: 'attribute_not_exists(#pk)',
        ExpressionAttributeNames: { '#pk': 'pk' },
      },
    },
    { Put: { TableName, Item: { ...openKey(workspace, job.uuid), ttl } } },
  ]);
  if (!written.ok) throw new Error(`Job ${job.uuid} exists already`);
  return job;
}

const newJob = (workspace: WorkspaceId, { now, ...input }: NewJob): JobRecord => ({
  ...input,
  workspace,
  status: 'pending',
  total: null,
  totals: NO_TOTALS,
  slices: { total: 0, done: 0 },
  capacity: { readUnits: 0, writeUnits: 0 },
  token: null,
  reason: null,
  createdOn: now,
  modifiedOn: now,
  startedOn: null,
  endedOn: null,
  page: 0,
  cursor: START,
  frozen: 0,
  nudges: 0,
  nudgedOn: null,
});

/** The job as of now (1 read unit for 4 KB), or null when this workspace has none such. */
export async function readJob(data: Data, workspace: WorkspaceId, uuid: JobId): Promise<JobRecord | null> {
  const { Item } = await data.documents.send(
    new GetCommand({ TableName: data.workspaceTable, Key: jobKey(workspace, uuid), ConsistentRead: true }),
  );
  return Item === undefined ? null : fromHeader(Item);
}

export interface JobsPage {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Only jobs that do this. */
  readonly type?: Work['type'] | undefined;
  /** Only jobs modified at or before, at or after (TextIt 6.1). */
  readonly before?: Instant | undefined;
  readonly after?: Instant | undefined;
}

/** A page of jobs, newest first. Throws CursorError for a cursor that it never gave out. */
export async function listJobs(
  data: Data,
  workspace: WorkspaceId,
  { limit, cursor, type, before, after }: JobsPage,
): Promise<{ jobs: Job[]; cursor: string | null }> {
  const wanted = (job: Job) =>
    (type === undefined || job.work.type === type) &&
    (before === undefined || job.modifiedOn <= before) &&
    (after === undefined || job.modifiedOn >= after);
  const jobs: Job[] = [];
  let start = cursor === undefined ? undefined : jobKey(workspace, jobOfCursor(cursor));
  do {
    const { Items = [], LastEvaluatedKey } = await data.documents.send(
      new QueryCommand({
        TableName: data.workspaceTable,
        KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
        ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
        ExpressionAttributeValues: { ':pk': jobsPk(workspace), ':prefix': JOB_PREFIX },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: limit,
        ExclusiveStartKey: start,
      }),
    );
    jobs.push(...Items.map(fromHeader).filter(wanted));
    start = LastEvaluatedKey as typeof start;
  } while (start !== undefined && jobs.length <= limit);
  const more = start !== undefined || jobs.length > limit;
  const page = jobs.slice(0, limit);
  return { jobs: page, cursor: more ? (page.at(-1)?.uuid ?? null) : null };
}

function jobOfCursor(cursor: string): JobId {
  const job = parseUuid<JobId>(cursor);
  if (job === null) throw new CursorError(cursor);
  return job;
}

/** Every job of every workspace that has not ended, page by page. */
export async function* openJobs(data: Data): AsyncGenerator<{ workspace: WorkspaceId; job: JobId }> {
  const pages = paginateQuery(
    { client: data.documents },
    {
      TableName: data.workspaceTable,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': 'pk' },
      ExpressionAttributeValues: { ':pk': OPEN_PK },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const { sk } of Items) yield parseOpenSk(sk as string);
  }
}

import type { DynamoDBRecord } from 'aws-lambda';
import { readJob, sayProjected } from '../../shared/data/jobs/index.ts';
import type { JobId, WorkspaceId } from '../../shared/domain/ids.ts';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import { isDone } from '../../shared/domain/jobs/lifecycle.ts';
import { sliceAt } from '../../shared/domain/jobs/slice-numbers.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import type { WorkMessage } from '../../shared/messages/jobs.ts';

/** Records that waited longer are told of before they are projected, since that may fail. */
const LATE = 30_000_000;
/** A batch with fewer records, or younger ones, is the end of what the stream has. */
const FULL = 200;
const YOUNG = 15_000_000;
/** Counting who is erased costs 1 read unit for 1,000, so that of more it is only done at the end. */
const MANY = 100_000;

type FollowUpRuntime = Pick<Runtime, 'data' | 'now' | 'queues' | 'logger'>;

/** When a record was written, to a second. */
function writtenOn({ dynamodb }: DynamoDBRecord, now: Instant): Instant {
  const seconds = dynamodb?.ApproximateCreationDateTime;
  return seconds === undefined ? now : instant(Math.floor(seconds * 1_000_000));
}

/** Says before a late batch how far behind it is. */
export async function sayLate(runtime: FollowUpRuntime, [first]: readonly DynamoDBRecord[]): Promise<void> {
  const now = runtime.now();
  if (first !== undefined && writtenOn(first, now) < now - LATE) await say(runtime, first, now);
}

/** Says after a batch through which record everything is projected; without a job's change, only if that is news. */
export async function sayDone(
  runtime: FollowUpRuntime,
  records: readonly DynamoDBRecord[],
  { failedFrom, ofJobs }: { readonly failedFrom?: string; readonly ofJobs: boolean },
): Promise<void> {
  const failed = records.find(({ dynamodb }) => dynamodb?.SequenceNumber === failedFrom);
  const through = failedFrom === undefined ? records.at(-1) : failed;
  if (through !== undefined) await say(runtime, through, runtime.now(), !ofJobs);
}

/** That it cannot be said fails no projection. */
async function say(
  { data, logger }: FollowUpRuntime,
  record: DynamoDBRecord,
  now: Instant,
  onlyNews = false,
): Promise<void> {
  try {
    await sayProjected(data, writtenOn(record, now), now, onlyNews);
  } catch (error) {
    logger.warn('the lag of the stream could not be recorded', { error: error as Error });
  }
}

/** Has deletions completed by a worker whose slices are done, and whose last contacts may be erased now. */
export async function completeDeletions(
  { data, now, queues }: FollowUpRuntime,
  workspace: WorkspaceId,
  jobs: readonly JobId[],
  records: readonly DynamoDBRecord[],
): Promise<void> {
  const last = records.at(-1);
  const isLast = last === undefined || records.length < FULL || writtenOn(last, now()) > now() - YOUNG;
  for (const uuid of jobs) {
    const job = await readJob(data, workspace, uuid);
    if (job === null || !isDone(job) || (!isLast && job.totals.changed > MANY)) continue;
    // Its slice is closed, so that the worker only looks whether the job is over.
    const message: WorkMessage = { workspace, job: uuid, slice: sliceAt(job, job.slices.total - 1), turn: job.turn };
    await queues.send('work', [message], workspace);
  }
}

import { fileChecks } from '../../../shared/data/erasures/index.ts';
import {
  dueJobs,
  expireApproval,
  expiredPreviews,
  expireJob,
  forgetEntry,
  type JobRecord,
  nudgeJob,
  openJobs,
  projectionLag,
  readJob,
} from '../../../shared/data/jobs/index.ts';
import { confirmErased, UNTOLD_MICROS } from '../../../shared/data/repair/index.ts';
import { type Instant, instant } from '../../../shared/domain/instant.ts';
import { isApprovalExpired } from '../../../shared/domain/jobs/approval.ts';
import { FAR_BEHIND } from '../../../shared/domain/jobs/hold-back.ts';
import { awaitsEnd, hasEnded, isDone, isPreviewExpired } from '../../../shared/domain/jobs/lifecycle.ts';
import { sliceNumbersOf } from '../../../shared/domain/jobs/slice-numbers.ts';
import { isStuck, shouldMove, waitsForLong } from '../../../shared/domain/jobs/stuck-jobs.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';
import type { FileCheckMessage } from '../../../shared/messages/jobs.ts';
import { recheckGroups } from '../../../shared/services/groups/recheck.ts';
import { SOON_MICROS, sendSelect, sendWhenDue } from '../../../shared/services/jobs/submit.ts';
import type { WorkerRuntime } from '../../../shared/services/runtime.ts';
import { eachWithinTime } from '../../../shared/services/time-budget.ts';
import { complete } from '../worker/complete.ts';

/** How long it looks at contacts of one deletion in a run. */
const LOOKING_MICROS = 5_000_000;

type AttendRuntime = Pick<Runtime, 'data' | 'now' | 'logger' | 'metrics' | 'queues'>;

/**
 * Completes a job whose slices are done. Of a deletion that has waited for long, it looks at the contacts themselves
 * when the stream's function will tell of them no more: it is not behind, or the stream has given their records up.
 */
async function attendDone(runtime: AttendRuntime, job: JobRecord): Promise<'completed' | 'nudged' | null> {
  if (await ends(runtime, job)) return 'completed';
  const { data, now } = runtime;
  if (!isStuck(job, now()) || (await mayBeTold(runtime, job))) return null;
  const until = instant(now() + LOOKING_MICROS);
  const confirmed = await confirmErased(data, job, fromAnywhere(job), { now, until });
  if (await ends(runtime, job)) return 'completed';
  // Without any success, the next look is after twice as long.
  return confirmed === 0 && (await nudgeJob(data, job, now())) ? 'nudged' : null;
}

/** A function that is silent may be halted. It also is when nobody changes contacts by a job. */
const mayBeTold = async ({ data, now }: AttendRuntime, { modifiedOn, unheard }: JobRecord): Promise<boolean> =>
  modifiedOn + UNTOLD_MICROS > now() && (await projectionLag(data, unheard ?? null, now())) > FAR_BEHIND;

async function ends(runtime: AttendRuntime, { workspace, uuid }: JobRecord): Promise<boolean> {
  const ended = await complete(runtime, workspace, uuid);
  return ended !== null && hasEnded(ended);
}

/** The numbers of all slices, from a random one on, since one run may not come to the last. */
function fromAnywhere(job: JobRecord): number[] {
  const numbers = sliceNumbersOf(job);
  const first = Math.floor(Math.random() * numbers.length);
  return [...numbers.slice(first), ...numbers.slice(0, first)];
}

type Watched = {
  readonly open: number;
  readonly completed: number;
  readonly nudged: number;
  /** Waiting jobs whose time has come, or soon comes, and that got their message. */
  readonly due: number;
  /** Previews that nobody has run in time, and jobs that nobody has approved. */
  readonly expired: number;
  /** Jobs started that recheck contacts whose groups were deleted or changed. */
  readonly looks: number;
  /** Workspaces of which people were deleted, whose files are compared with them once more. */
  readonly checks: number;
  /** Jobs that have waited for long for the stream's function. */
  readonly waiting: number;
};

/** Each of five lists has a share of the function's 60 seconds. */
const SHARE_MICROS = 10_000_000;

type WatchRuntime = WorkerRuntime & Pick<Runtime, 'logger' | 'metrics'>;

/**
 * Looks at every open job. It completes one whose slices are all done, and resends the messages of one without progress
 * (a queue was purged, expired or restarted), which is harmless. Then it begins waiting jobs, ends expired previews
 * and approvals, and continues group rechecks and checks of files. The next run does the rest. A failure does not stop
 * the others; it is thrown at the end.
 *
 * `event` `{"queues": "lost"}`: messages are known to be lost (a purged queue, a start of the local runner), so every
 * job that should move gets them at once.
 */
export async function watch(runtime: WatchRuntime, event: unknown = null): Promise<Watched> {
  const counts = { open: 0, completed: 0, nudged: 0, due: 0, expired: 0, looks: 0, checks: 0, waiting: 0 };
  const failures: unknown[] = [];
  const lost = saysLost(event);
  const until = () => ({ now: runtime.now, until: instant(runtime.now() + SHARE_MICROS), failures });
  await eachWithinTime(openJobs(runtime.data), until(), async ({ workspace, job: uuid }) => {
    const job = await readJob(runtime.data, workspace, uuid);
    if (job === null || hasEnded(job)) return;
    counts.open++;
    const done = await attend(runtime, job, lost);
    if (done !== null) counts[done]++;
    else if (waitsForLong(job, runtime.now())) counts.waiting++;
  });
  const soon = instant(runtime.now() + SOON_MICROS);
  await eachWithinTime(dueJobs(runtime.data, soon), until(), async ({ workspace, job: uuid, notBefore, entry }) => {
    const job = await readJob(runtime.data, workspace, uuid);
    if (job?.status !== 'waiting' || job.notBefore !== notBefore) return forgetEntry(runtime.data, entry);
    await sendWhenDue(runtime, job, runtime.now());
    counts.due++;
  });
  await eachWithinTime(
    expiredPreviews(runtime.data, runtime.now()),
    until(),
    async ({ workspace, job: uuid, entry }) => {
      const job = await readJob(runtime.data, workspace, uuid);
      if (job !== null && (await expire(runtime, job))) counts.expired++;
      else await forgetEntry(runtime.data, entry);
    },
  );
  await eachWithinTime(fileChecks(runtime.data), until(), async (workspace) => {
    await runtime.queues.send('files', [{ workspace, erased: true } satisfies FileCheckMessage], workspace);
    counts.checks++;
  });
  counts.looks = await recheckGroups(runtime, until());
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} checks of the watchdog failed`);
  return counts;
}

const saysLost = (event: unknown): boolean =>
  typeof event === 'object' && event !== null && 'queues' in event && event.queues === 'lost';

async function attend(
  runtime: WatchRuntime,
  job: JobRecord,
  lost: boolean,
): Promise<'completed' | 'nudged' | 'expired' | null> {
  if (isDone(job) && !awaitsEnd(job)) return attendDone(runtime, job);
  if (await expire(runtime, job)) return 'expired';
  const stuck = lost ? shouldMove(job) : isStuck(job, runtime.now());
  return stuck && (await nudge(runtime, job)) ? 'nudged' : null;
}

/** Ends a preview that was not run, or even selected, or a job that was not approved in time; false for any other. */
async function expire({ data, now }: WorkerRuntime, job: JobRecord): Promise<boolean> {
  const at: Instant = now();
  if (isApprovalExpired(job, at)) return (await expireApproval(data, job, at)) !== null;
  return isPreviewExpired(job, at) && (await expireJob(data, job, at)) !== null;
}

/** Resends a job's select message: a pending job continues, any other restarts its lanes (`send`). */
async function nudge(runtime: WorkerRuntime, job: JobRecord): Promise<boolean> {
  if (!(await nudgeJob(runtime.data, job, runtime.now()))) return false;
  const { workspace, uuid, page, status } = job;
  await sendSelect(runtime, { workspace, job: uuid, page, ...(status !== 'pending' && { send: true }) });
  return true;
}

import { selectionsHeldUntil } from '../../../shared/data/contacts/index.ts';
import type { Data } from '../../../shared/data/dynamo/index.ts';
import {
  beginJob,
  failJob,
  fanOutAt,
  freezePage,
  type JobRecord,
  type Looking,
  nextSlices,
  readInputPart,
  readJob,
} from '../../../shared/data/jobs/index.ts';
import { loadAssets } from '../../../shared/data/workspace/index.ts';
import { type Contact, isTombstone } from '../../../shared/domain/contacts/contact.ts';
import { freezeCheckOf, needsFreezeCheck } from '../../../shared/domain/jobs/freeze-check.ts';
import type { JobInput } from '../../../shared/domain/jobs/job.ts';
import {
  isUnknown,
  kindOf,
  operationOf,
  UnknownKindError,
  type Working,
} from '../../../shared/domain/jobs/kinds/index.ts';
import { awaitsEnd, isLarge, isRunning } from '../../../shared/domain/jobs/lifecycle.ts';
import { isStartDue } from '../../../shared/domain/jobs/scheduled-start.ts';
import { countBraked } from '../../../shared/lambda/invocation/faults.ts';
import type { SelectMessage } from '../../../shared/messages/jobs.ts';
import { sendSelect, sendWhenDue } from '../../../shared/services/jobs/submit.ts';
import { foreseeDeletions } from '../foresee/deletions.ts';
import type { Foresee } from '../foresee/foresee.ts';
import { foreseeRuns } from '../foresee/runs.ts';
import { undoRule } from '../undo/undo-or-repeat.ts';
import { chooserFor, freezePartitionOf, type SelectRuntime, sendPartitions } from './partitions.ts';
import { sendFirstSlices } from './send-slices.ts';

/**
 * `{workspace, job, page}`: freezes the next slices of a pending job by its own progress, so that repeated or late
 * messages are harmless. `{…, send}`: sends the workers the first slices of its lanes.
 */
export async function select(message: SelectMessage, runtime: SelectRuntime): Promise<void> {
  const { workspace, job: uuid, send } = message;
  const job = await begun(runtime, await readJob(runtime.data, workspace, uuid));
  if (job === null) return;
  const { prepared } = kindOf(job);
  if (await isHeld(runtime, job, message)) return;
  if (prepared !== undefined && isToPrepare(message, job))
    await runtime.queues.send(prepared, [{ workspace, job: uuid }], workspace);
  else if (job.status === 'pending') await freezeNext(runtime, job, message);
  // It was paused, or its message was lost, after its last slice.
  else if (awaitsEnd(job) && isRunning(job)) await runtime.queues.send('files', [{ workspace, job: uuid }], workspace);
  else if (job.status === 'queued' || (job.status === 'started' && send)) await sendFirstSlices(runtime, job);
}

/** Begins a waiting job whose time has come, whatever else changes now; null before that. Any other job as it is. */
async function begun({ data, now }: SelectRuntime, read: JobRecord | null): Promise<JobRecord | null> {
  let job = read;
  if (job?.status !== 'waiting') return job;
  while (job?.status === 'waiting' && isStartDue(job, now())) {
    const begins = await beginJob(data, job, now());
    if (begins !== null) return begins;
    job = await readJob(data, job.workspace, job.uuid);
  }
  return null;
}

/** Puts off a selection that has not begun while contacts are moved to other shards (ADR 032). */
async function isHeld({ data, now, queues }: SelectRuntime, job: JobRecord, message: SelectMessage): Promise<boolean> {
  if (job.status !== 'pending' || job.page > 0) return false;
  const until = await selectionsHeldUntil(data, job.workspace, now());
  if (until === null) return false;
  await queues.send('select', [message], job.workspace, { delay: Math.ceil((until - now()) / 1_000_000) });
  return true;
}

async function freezeNext(runtime: SelectRuntime, pending: JobRecord, { partition }: SelectMessage): Promise<void> {
  if (isUnknown(pending)) throw new UnknownKindError(pending);
  const frozen =
    pending.partitions !== undefined && partition === undefined
      ? await sendPartitions(runtime, pending)
      : await freezeSelected(runtime, pending, partition);
  if (frozen?.status === 'awaiting_approval' && frozen.approval?.kind === 'brake') countBraked(runtime.metrics);
  if (frozen?.status === 'queued') await sendFirstSlices(runtime, frozen);
  else if (frozen?.status === 'waiting') await sendWhenDue(runtime, frozen, runtime.now());
}

async function freezeSelected(
  runtime: SelectRuntime,
  pending: JobRecord,
  partition: number | undefined,
): Promise<JobRecord | null> {
  const given = await readInputPart(runtime.data, pending, 'selection', 'params');
  if (given === null) return null; // Another delivery froze the last slice, or the job was interrupted.
  const job = { ...pending, selection: given.selection, params: given.params };
  const looking = await lookingFor(runtime, job);
  if (partition === undefined) return freezeSlices(runtime, job, looking);
  return freezePartitionOf(runtime, job, partition, looking);
}

/** Freezes the first slices of a selection. A large one fans out then. Null when another delivery does it. */
async function freezeSlices(
  runtime: SelectRuntime,
  pending: JobRecord & JobInput,
  looking: Looking | null,
): Promise<JobRecord | null> {
  let job: JobRecord = pending;
  const { workersAtOnce: workers } = runtime.config ?? {};
  const choose = chooserFor(runtime, pending.workspace);
  const slices = await nextSlices(runtime.data, pending, { looking, choose });
  for (const [index, slice] of slices.entries()) {
    if (!job.preview && isLarge(job, job.frozen + slice.uuids.length)) {
      await failJob(runtime.data, job, 'needs_preview', runtime.now());
      return null;
    }
    const isLast = index === slices.length - 1;
    const page = { ...slice, ...(isLast && fanOutAt(pending, slice.cursor)), workers, now: runtime.now() };
    const frozen = await freezePage(runtime.data, job, page);
    if (frozen === null) return null; // Another delivery froze this slice, or the job was interrupted.
    job = frozen;
  }
  if (job.partitions !== undefined && job.cursor !== null) await sendPartitions(runtime, job);
  else if (job.status === 'pending')
    await sendSelect(runtime, { workspace: job.workspace, job: job.uuid, page: job.page });
  return job;
}

/** Checks a preview's contacts as its worker would, by present groups and fields; an undo's by their history. */
async function lookingFor({ data, now }: SelectRuntime, job: JobRecord & JobInput): Promise<Looking | null> {
  if (!needsFreezeCheck(job)) return null;
  if (job.policy?.checked === true) {
    const deciding = { assets: await loadAssets(data, job.workspace), now: now() };
    return () => freezeCheckOf(job, null, { deciding });
  }
  if (!job.preview) return () => freezeCheckOf(job, null);
  const { workspace, uuid, createdBy, params } = job;
  const operation = operationOf(job);
  const change = {
    by: createdBy,
    via: kindOf(job).via,
    job: uuid,
    slice: 0,
    ...(operation.type === 'undo' && { undoes: operation.undone(job.work).job }),
  };
  const working = { assets: await loadAssets(data, workspace), now: now(), change, params };
  if (operation.type === 'undo')
    return async (read) =>
      freezeCheckOf(job, working, { rule: await undoRule(data, job, operation, read.values(), working) });
  const foresee = await foreseeFor(data, job, working);
  if (foresee === null) return () => freezeCheckOf(job, working);
  return async (read) => {
    const contacts = [...read.values()].filter((item): item is Contact => !isTombstone(item));
    return freezeCheckOf(job, working, { foresee: await foresee(contacts) });
  };
}

/** How to foresee a job whose contacts do not say all that it will consume; null for any other. */
async function foreseeFor(data: Data, job: JobRecord & JobInput, working: Working): Promise<Foresee | null> {
  const operation = operationOf(job);
  if (operation.type === 'start_flow') return foreseeRuns(data, job, operation, working);
  return operation.type === 'delete' ? foreseeDeletions(data, job, operation, working) : null;
}

/** The job is pending or at the beginning of its slices, whose needs may not be prepared. */
const isToPrepare = ({ send, prepared }: SelectMessage, { status }: JobRecord): boolean =>
  status === 'pending' || ((status === 'queued' || (status === 'started' && send === true)) && prepared !== true);

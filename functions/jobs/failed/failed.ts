import { readContacts } from '../../../shared/data/contacts/index.ts';
import { endReport, readImport } from '../../../shared/data/imports/index.ts';
import {
  doneOf,
  failJob,
  failSlice,
  type JobRecord,
  putOutcomes,
  readJob,
  readOutcomes,
  readSlice,
} from '../../../shared/data/jobs/index.ts';
import { SLICE_SIZE } from '../../../shared/domain/jobs/job.ts';
import { isUnknown } from '../../../shared/domain/jobs/kinds/index.ts';
import { awaitsEnd, COMPLETABLE } from '../../../shared/domain/jobs/lifecycle.ts';
import { errorsOf, type Outcome } from '../../../shared/domain/jobs/outcome.ts';
import { totalsOf } from '../../../shared/domain/jobs/totals.ts';
import { earlierVerdict, failed as failedFor } from '../../../shared/domain/selection/verdict.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';
import type { FilesMessage, SelectMessage, WorkMessage } from '../../../shared/messages/jobs.ts';
import { complete } from '../worker/complete.ts';
import { sendNextSlice } from '../worker/next-slice.ts';

type FailedRuntime = Pick<Runtime, 'data' | 'now' | 'logger' | 'metrics' | 'queues'>;

/**
 * Records what was given up after all attempts. A slice's unchanged contacts fail, and its lane goes on; a selection or
 * an export's file fails the job. Slices that could not be sent are the watchdog's.
 */
export async function recordFailure(
  message: WorkMessage | SelectMessage | FilesMessage,
  runtime: FailedRuntime,
): Promise<void> {
  runtime.logger.error('message given up', { given_up: message });
  // The watchdog asks for the check again.
  if ('erased' in message) return;
  const job = await readJob(runtime.data, message.workspace, message.job);
  if (job === null) return;
  if ('report' in message && message.report !== undefined) await giveUpReport(runtime, job, message.report);
  else if ('slice' in message) await giveUpSlice(runtime, job, message);
  else if (awaitsEnd(job)) await failFile(runtime, job);
  else await failJob(runtime.data, job, isUnknown(job) ? 'unknown_kind' : 'select', runtime.now());
}

/** The parts that were made of its file are of no use then. */
async function failFile({ data, now, queues }: FailedRuntime, job: JobRecord): Promise<void> {
  const { workspace, uuid } = job;
  await failJob(data, job, 'file', now(), COMPLETABLE);
  await queues.send('files', [{ workspace, job: uuid } satisfies FilesMessage], workspace);
}

async function giveUpReport({ data }: FailedRuntime, { workspace, work }: JobRecord, attempt: string): Promise<void> {
  if (work.type !== 'import') return;
  const report = (await readImport(data, workspace, work.import))?.report ?? null;
  if (report?.attempt === attempt && report.file === null)
    await endReport(data, workspace, work.import, report, { file: null, problem: 'given_up' });
}

/** 1 read unit a contact, besides the slice's own. Outcomes of runs are known as far as a worker planned them. */
async function giveUpSlice(runtime: FailedRuntime, job: JobRecord, message: WorkMessage): Promise<void> {
  const { data, now } = runtime;
  const { workspace, uuid } = job;
  const { slice: number } = message;
  const slice = await readSlice(data, workspace, uuid, number);
  if (slice?.state === 'open') {
    const read = await readContacts(data, workspace, slice.uuids, { consistent: true });
    const planned = await readOutcomes(data, workspace, { job: uuid, slice: number });
    const done = doneOf(slice.parts);
    const outcomes = slice.uuids.map((contact, place): Outcome => {
      const before = place < done ? planned?.outcomes[place] : undefined;
      if (before !== undefined) return before;
      const item = read.get(contact);
      const earlier = item && earlierVerdict(item, { job: uuid, slice: number });
      if (earlier) return { verdict: earlier, run: planned?.outcomes[place]?.run ?? null };
      return { verdict: failedFor(isUnknown(job) ? 'unknown_kind' : 'worker'), run: null };
    });
    const ranOn = planned?.ranOn ?? now();
    await putOutcomes(data, workspace, { job: uuid, slice: number }, { outcomes, ranOn });
    const left = outcomes.slice(done);
    const totals = totalsOf(left.map(({ verdict }) => verdict));
    await failSlice(data, job, number, { parts: slice.parts, totals, errors: errorsOf(left), now: now() });
  }
  await sendNextSlice(runtime, await complete(runtime, workspace, uuid), message, SLICE_SIZE);
}

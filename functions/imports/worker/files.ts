import { randomUUID } from 'node:crypto';
import { readJob } from '../../../shared/data/jobs/index.ts';
import { keepSeat, leaveSeat, takeSeat } from '../../../shared/data/limits/index.ts';
import { isExport, isImport } from '../../../shared/domain/jobs/kinds/index.ts';
import { awaitsEnd, hasEnded, isRunning } from '../../../shared/domain/jobs/lifecycle.ts';
import type { FilesMessage } from '../../../shared/messages/jobs.ts';
import { checkFiles } from '../../../shared/services/erasures/check-files.ts';
import { removeUnused } from '../../../shared/services/exports/join-file.ts';
import { makeFile } from '../../../shared/services/exports/make-file.ts';
import { sendSelect } from '../../../shared/services/jobs/submit.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { prepare } from './prepare.ts';
import { readHere } from './read/index.ts';
import type { Reader } from './read/reading.ts';
import { makeReport } from './report.ts';
import { selectRange, selectRows } from './select-rows.ts';

/**
 * `{workspace, job}`: selects a job on files, prepares its slices, or begins its file; with `part` makes a part of an
 * export's file, or reads a range of an import's; with `report` makes the report of an import. Of an export that has
 * ended it removes what is not its file. `{workspace, erased}`: removes the files of people who were deleted.
 */
export async function workOnFiles(
  message: FilesMessage,
  runtime: FileRuntime,
  { open = readHere, deaths = 0 }: { readonly open?: () => Reader; readonly deaths?: number } = {},
): Promise<void> {
  if ('erased' in message) return checkFiles(runtime, message.workspace);
  const { workspace, job: uuid, report, part = null, turn } = message;
  const job = await readJob(runtime.data, workspace, uuid);
  if (job === null) return;
  if (report !== undefined)
    return isImport(job)
      ? reading(open, (reader) => makeReport(runtime, job, { attempt: report, part, reader }))
      : undefined;
  if (isExport(job)) {
    if (hasEnded(job)) return removeUnused(runtime, job);
    const isOfThisTurn = turn === undefined || turn === job.turn;
    return awaitsEnd(job) && isRunning(job) && isOfThisTurn ? makeFile(runtime, job, part) : undefined;
  }
  if (hasEnded(job) || !isImport(job)) return;
  const isPending = job.status === 'pending';
  if (part !== null) {
    const isOfThisTurn = turn === undefined || turn === job.turn;
    return isPending && isOfThisTurn ? reading(open, (reader) => selectRange(runtime, job, part, reader)) : undefined;
  }
  const frozen = isPending ? await reading(open, (reader) => selectRows(runtime, job, { reader, deaths })) : job;
  if (frozen === null || (frozen.status !== 'queued' && frozen.status !== 'started')) return;
  await prepare(runtime, job);
  await sendSelect(runtime, { workspace, job: uuid, page: 0, send: true, prepared: true });
}

async function reading<T>(open: () => Reader, work: (reader: Reader) => Promise<T>): Promise<T> {
  const reader = open();
  try {
    return await work(reader);
  } finally {
    await reader.close();
  }
}

/** A quarter of the time for which a seat is held. */
const BEAT_MS = 5_000;
/** Seconds after which a message comes again whose workspace has no seat, at most. */
const MOST_WAIT = 5;

/**
 * Handles one message of a workspace at a time, so that its files never take the places of other workspaces: what comes
 * meanwhile is sent again. Short calls need no turn. `deaths`: how many deliveries died while they worked on the same
 * job.
 */
export const inTurn =
  <Runtime extends FileRuntime>(handle: (message: FilesMessage, runtime: Runtime, deaths: number) => Promise<void>) =>
  async (message: FilesMessage, runtime: Runtime): Promise<void> => {
    // It takes moments: the files of people who were deleted should go, and parts of files be made or read, meanwhile.
    if ('erased' in message || message.part !== undefined) return handle(message, runtime, 0);
    const { workspace, job } = message;
    const { data, now, queues } = runtime;
    const holder = randomUUID();
    const seat = await takeSeat(data, workspace, { holder, job, now: now() });
    if (seat === null) {
      const delay = 1 + Math.floor(Math.random() * MOST_WAIT);
      await queues.send('files', [message], workspace, { delay });
      return;
    }
    const forgiven = () => false;
    const living = setInterval(() => void keepSeat(data, workspace, { holder, now: now() }).catch(forgiven), BEAT_MS);
    try {
      await handle(message, runtime, seat.deaths);
    } finally {
      clearInterval(living);
      await leaveSeat(data, workspace, { holder }).catch(forgiven);
    }
  };

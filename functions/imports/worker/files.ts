import { randomUUID } from 'node:crypto';
import { consumedSince } from '../../../shared/data/dynamo/index.ts';
import { keepColumns, readImport } from '../../../shared/data/imports/index.ts';
import { addFollows, type JobRecord, readJob } from '../../../shared/data/jobs/index.ts';
import { keepSeat, leaveSeat, takeSeat } from '../../../shared/data/limits/index.ts';
import { createField, loadAssets, updateField } from '../../../shared/data/workspace/index.ts';
import { defineGroup } from '../../../shared/domain/groups/definition.ts';
import type { FieldKey } from '../../../shared/domain/ids.ts';
import { namesIn } from '../../../shared/domain/imports/change.ts';
import type { Plan } from '../../../shared/domain/imports/plan.ts';
import { type ImportRows, isExport, isImport } from '../../../shared/domain/jobs/kinds/index.ts';
import { awaitsEnd, hasEnded, isRunning } from '../../../shared/domain/jobs/lifecycle.ts';
import { archivedNamed, newField } from '../../../shared/domain/new-field.ts';
import type { FilesMessage } from '../../../shared/messages/jobs.ts';
import { checkFiles } from '../../../shared/services/erasures/check-files.ts';
import { makeFile, removeUnused } from '../../../shared/services/exports/make-file.ts';
import { createGroup, finishGroup } from '../../../shared/services/groups/create.ts';
import { sendSelect } from '../../../shared/services/jobs/submit.ts';
import { readPlan } from '../../../shared/services/packed-parts.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { recalledOf } from './plan/recall.ts';
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

/**
 * Makes the missing fields and groups of an import's rows and segments, before its first slice. Fields that were
 * archived since its preview come back, since values of them would get lost. Safe to repeat, as they are found by name;
 * what exceeds a limit is left out of the rows.
 */
async function prepare(runtime: FileRuntime, job: JobRecord<ImportRows>): Promise<void> {
  const { workspace, uuid, work, createdBy } = job;
  const plan = await readPlan(runtime.files, { workspace, uuid: work.import, job: uuid });
  const imported = await readImport(runtime.data, workspace, work.import);
  if (plan === null || imported === null) return;
  const now = runtime.now();
  const start = runtime.data.meter.read();
  for (const name of fieldsNamed(plan)) {
    const assets = await loadAssets(runtime.data, workspace);
    const archived = archivedNamed(name, assets) ?? assets.archivedFields?.get(name as FieldKey);
    if (archived) await updateField(runtime.data, workspace, archived.key, { archived: false }, now);
  }
  for (const { name, type } of plan.newFields) {
    const assets = await loadAssets(runtime.data, workspace);
    if (namesIn(assets).field(name) !== undefined) continue;
    await createField(runtime.data, workspace, newField(name, type, assets, now), assets.settings.limits?.fields);
  }
  for (const name of plan.newGroups) {
    const assets = await loadAssets(runtime.data, workspace);
    if (namesIn(assets).group(name) !== undefined) continue;
    await createGroup(runtime, workspace, { name, definition: null }, { assets, by: createdBy, now });
  }
  for (const { name, query } of plan.newSmartGroups) {
    const assets = await loadAssets(runtime.data, workspace);
    const group = namesIn(assets).group(name);
    const defined = group === undefined ? defineGroup(query, assets, now) : null;
    if (group !== undefined) await finishGroup(runtime, workspace, group, { by: createdBy, now });
    if (defined?.ok)
      await createGroup(runtime, workspace, { name, definition: defined.definition }, { assets, by: createdBy, now });
  }
  if (plan.columnsKey !== undefined)
    await keepColumns(runtime.data, workspace, plan.columnsKey, recalledOf(imported, plan, now));
  const { writeUnits } = consumedSince(runtime.data.meter, start);
  if (writeUnits > 0) await addFollows(runtime.data, job, writeUnits);
}

/** Names, or keys, of the fields that a plan's rows give values. */
const fieldsNamed = ({ columns, newFields }: Plan): string[] => [
  ...columns.flatMap(({ target }) => (target.startsWith('field:') ? target.slice('field:'.length).trim() : [])),
  ...newFields.map(({ name }) => name),
];

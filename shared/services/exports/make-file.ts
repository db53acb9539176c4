import { completeJob, failJob, readJob, touchJob } from '../../data/jobs/index.ts';
import {
  contentTypeOf,
  type ExportFile,
  exportFileKey,
  exportFolder,
  exportMakingFolder,
  exportPartsFolder,
} from '../../domain/exports/file.ts';
import { COMPLETABLE, hasEnded } from '../../domain/jobs/lifecycle.ts';
import { pieceBytes } from '../../messages/files.ts';
import type { FilesMessage } from '../../messages/jobs.ts';
import { FILE_LANES, nextOfLane } from '../file-lanes.ts';
import type { FileRuntime } from '../runtime.ts';
import { exportForm } from './forms/index.ts';
import { countPart, makePart } from './make-part.ts';
import {
  allNotes,
  assetsOf,
  type CountedPart,
  consumedInAll,
  countedOf,
  type ExportCounts,
  type ExportJob,
  type FilePlan,
  type MadePart,
  makingKeys,
  PartGoneError,
  planOf,
} from './making.ts';

/**
 * Makes one part of the file of an export that runs, and sends the message of the next part in its lane; without `part`
 * it begins all lanes. Whoever makes the last part joins all of them, and completes the job. Each part is a short call,
 * and is noted when it is stored: a part that died is made again alone. Stops when the job is paused or has ended.
 */
export async function makeFile(runtime: FileRuntime, job: ExportJob, part: number | null): Promise<void> {
  try {
    const making = await planOf(runtime, job);
    if (part === null) await beginLanes(runtime, job, making);
    else await makeNext(runtime, job, making, part);
  } catch (error) {
    if (!(error instanceof PartGoneError)) throw error;
    await failJob(runtime.data, job, 'parts_gone', runtime.now(), COMPLETABLE);
    await removeUnused(runtime, job);
  }
}

/** The first part is made here, so that a small file needs no other call. */
async function beginLanes(runtime: FileRuntime, job: ExportJob, making: FilePlan): Promise<void> {
  for (let lane = 1; lane < Math.min(FILE_LANES, making.parts); lane++) await sendPart(runtime, job, lane);
  await makeNext(runtime, job, making, 0);
}

async function sendPart({ queues }: FileRuntime, { workspace, uuid, turn }: ExportJob, part: number): Promise<void> {
  await queues.send('files', [{ workspace, job: uuid, part, turn } satisfies FilesMessage], workspace);
}

async function makeNext(runtime: FileRuntime, job: ExportJob, making: FilePlan, from: number): Promise<void> {
  const { data, files, now } = runtime;
  const keys = makingKeys(job, making);
  const counted = await countedOf(files, job, making);
  const noteOf = counted === null ? keys.counted : keys.made;
  let part = await nextOfLane(files, from, making.parts, noteOf);
  if (part < making.parts) {
    const of = { job, making, part };
    await (counted === null ? countPart(runtime, of) : makePart(runtime, of, counted));
    if ((await touchJob(data, job, now())) === null) return removeUnused(runtime, job);
    part += FILE_LANES;
  }
  if (part < making.parts) await sendPart(runtime, job, part);
  else if (counted === null) await endCount(runtime, job, making);
  else await joinFile(runtime, job, making, counted);
}

/** When every part is counted, begins the lanes that write them: of those who see it, the first to note it. */
async function endCount(runtime: FileRuntime, job: ExportJob, making: FilePlan): Promise<void> {
  const { files } = runtime;
  const keys = makingKeys(job, making);
  const parts = await allNotes<CountedPart>(files, making, keys.counted);
  if (parts === null) return;
  if (await files.writeNew(keys.allCounted, JSON.stringify(inAll(parts)))) await beginLanes(runtime, job, making);
}

function inAll(parts: readonly CountedPart[]): ExportCounts {
  const schemes = new Map<string, number>();
  const before: number[] = [];
  let rows = 0;
  for (const part of parts) {
    before.push(rows);
    rows += part.rows;
    for (const [scheme, most] of part.schemes) schemes.set(scheme, Math.max(most, schemes.get(scheme) ?? 0));
  }
  return { before, schemes: [...schemes], capacity: consumedInAll(parts) };
}

/** Joins the parts of an export's file, and completes the job; nothing while a part is missing. Safe to repeat. */
async function joinFile(runtime: FileRuntime, job: ExportJob, making: FilePlan, counted: ExportCounts): Promise<void> {
  const { data, files, now } = runtime;
  const { workspace, uuid, work } = job;
  const keys = makingKeys(job, making);
  const parts = await allNotes<MadePart>(files, making, keys.made);
  if (parts === null) return;
  const assets = await assetsOf(runtime, job, making);
  const pieces = await exportForm({ ...work, assets, schemes: new Map(counted.schemes) }).pieces(parts);
  const key = exportFileKey(workspace, uuid, making.attempt);
  if (!(await files.join(key, pieces, contentTypeOf(work.format))))
    throw new PartGoneError(`A part of export ${uuid} is gone`);
  const file: ExportFile = {
    attempt: making.attempt,
    anon: making.anon,
    checkedOn: making.checkedOn,
    people: making.parts,
    rows: sumOf(parts, ({ rows }) => rows),
    deleted: sumOf(parts, ({ deleted }) => deleted),
    bytes: sumOf(pieces, pieceBytes),
    madeOn: now(),
  };
  const capacity = consumedInAll([...parts, counted]);
  await completeJob(data, workspace, uuid, now(), { file, capacity });
  await removeUnused(runtime, job);
}

const sumOf = <Item>(items: readonly Item[], value: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + value(item), 0);

/** Nothing of people lies about that no link leads to: of a job that has ended, what is not its file. */
export async function removeUnused({ data, files }: FileRuntime, { workspace, uuid }: ExportJob): Promise<void> {
  const job = await readJob(data, workspace, uuid);
  if (job === null || !hasEnded(job)) return;
  const isKept = job.file !== null && job.file.erasedOn === undefined;
  if (!isKept) return files.removeAll(exportFolder(workspace, uuid));
  await files.removeAll(exportPartsFolder(workspace, uuid));
  await files.removeAll(exportMakingFolder(workspace, uuid));
}

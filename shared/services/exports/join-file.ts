import { completeJob, readJob } from '../../data/jobs/index.ts';
import {
  contentTypeOf,
  type ExportFile,
  exportFileKey,
  exportFolder,
  exportMakingFolder,
  exportPartsFolder,
} from '../../domain/exports/file.ts';
import { hasEnded } from '../../domain/jobs/lifecycle.ts';
import { pieceBytes } from '../../messages/files.ts';
import type { FileRuntime } from '../runtime.ts';
import { exportForm } from './forms/index.ts';
import {
  allNotes,
  assetsOf,
  consumedInAll,
  type ExportCounts,
  type ExportJob,
  type FilePlan,
  type MadePart,
  makingKeys,
  PartGoneError,
} from './making.ts';

/** Joins the parts of an export's file, and completes the job; nothing while a part is missing. Safe to repeat. */
export async function joinFile(
  runtime: FileRuntime,
  job: ExportJob,
  making: FilePlan,
  counted: ExportCounts,
): Promise<void> {
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
    ...{ attempt: making.attempt, anon: making.anon, checkedOn: making.checkedOn, people: making.parts },
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

import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { contentOf, needsSchemes, schemesIn } from '#export-content';
import { consumedSince } from '../../data/dynamo/index.ts';
import { completeJob, failJob, type JobRecord } from '../../data/jobs/index.ts';
import { loadAssets } from '../../data/workspace/index.ts';
import {
  contentTypeOf,
  type ExportFile,
  exportFileKey,
  exportPartsFolder,
  exportPeopleFolder,
} from '../../domain/exports/file.ts';
import type { Export } from '../../domain/jobs/kinds/index.ts';
import { COMPLETABLE } from '../../domain/jobs/lifecycle.ts';
import type { Assets } from '../../domain/workspace.ts';
import type { FileRuntime } from '../runtime.ts';
import { exportPartsOf, PartGoneError, StoppedError, stillThere } from './parts.ts';
import { PeopleLists } from './people-lists.ts';
import { measured } from './read-ahead.ts';

type Record = JobRecord<Export>;

/**
 * Joins the parts of an export in the order of its manifest, and completes the job. Memory holds a few parts. Repeated
 * or concurrent calls make another file, and one of them counts. Does nothing for a paused or ended job.
 */
export async function makeFile(runtime: FileRuntime, job: Record): Promise<void> {
  const { data } = runtime;
  const start = data.meter.read();
  const assets = await loadAssets(data, job.workspace);
  try {
    const file = await write(runtime, job, assets);
    const capacity = consumedSince(data.meter, start);
    const ended = await completeJob(data, job.workspace, job.uuid, runtime.now(), { file, capacity });
    await removeUnused(runtime, job, file, ended?.file?.attempt === file.attempt);
  } catch (error) {
    if (error instanceof StoppedError) return;
    if (!(error instanceof PartGoneError)) throw error;
    await failJob(data, job, 'parts_gone', runtime.now(), COMPLETABLE);
  }
}

/** Nothing of people lies about that no link leads to and no list names: the parts, or a file that does not count. */
async function removeUnused(
  { files }: FileRuntime,
  { workspace, uuid }: Record,
  { attempt }: ExportFile,
  counts: boolean,
) {
  if (counts) return files.removeAll(exportPartsFolder(workspace, uuid));
  await files.removeAll(exportFileKey(workspace, uuid, attempt));
  await files.removeAll(exportPeopleFolder(workspace, uuid, attempt));
}

async function write(runtime: FileRuntime, job: Record, assets: Assets): Promise<ExportFile> {
  const { workspace, uuid, work } = job;
  const attempt = randomUUID();
  const checkedOn = runtime.now();
  const people = new PeopleLists(runtime.files, exportPeopleFolder(workspace, uuid, attempt));
  const counts = { rows: 0, deleted: 0, bytes: 0 };
  // The head of a table may depend on all of its rows, which are then read twice.
  const schemes = needsSchemes(work) ? await schemesIn(exportPartsOf(runtime, job)) : new Map<string, number>();
  const content = contentOf({ ...work, assets, schemes }, counted(runtime, job, counts, people));
  const key = exportFileKey(workspace, uuid, attempt);
  await runtime.files.writeStream(key, Readable.from(measured(content, counts)), contentTypeOf(work.format));
  await people.end();
  return { attempt, ...counts, people: people.count, checkedOn, anon: assets.settings.anon, madeOn: runtime.now() };
}

/** Each batch without deleted contacts, counted and listed. */
async function* counted(
  runtime: FileRuntime,
  job: Record,
  counts: { rows: number; deleted: number },
  people: PeopleLists,
) {
  for await (const rows of exportPartsOf(runtime, job)) {
    const there = await stillThere(runtime, job, rows);
    counts.rows += there.length;
    counts.deleted += rows.length - there.length;
    await people.add(there.map(({ uuid }) => uuid));
    yield there;
  }
}

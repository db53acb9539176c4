import { readContacts } from '../../data/contacts/index.ts';
import { type JobRecord, readSlice, touchJob } from '../../data/jobs/index.ts';
import { isTombstone } from '../../domain/contacts/contact.ts';
import { exportPartKey } from '../../domain/exports/file.ts';
import { type ExportPart, type ExportRow, ROW_FORM } from '../../domain/exports/row.ts';
import { sliceAt } from '../../domain/jobs/slice-numbers.ts';
import { sumOfTally } from '../../domain/jobs/totals.ts';
import { readPart } from '../packed-parts.ts';
import type { FileRuntime } from '../runtime.ts';
import { readAhead } from './read-ahead.ts';

/** After so many parts, the job records its progress and is checked for a stop. */
const BREATH = 100;

/** A part is gone: the export ran or was paused longer than parts are kept. */
export class PartGoneError extends Error {}
/** The job was paused or has ended meanwhile, so its file must not be made now. */
export class StoppedError extends Error {}

/** The parts of an export in the order of its manifest, without slices that were given up. */
export async function* exportPartsOf(runtime: FileRuntime, job: JobRecord): AsyncGenerator<readonly ExportRow[]> {
  let done = 0;
  for await (const rows of readAhead(job.slices.total, (place) => rowsOfSlice(runtime, job, sliceAt(job, place)))) {
    if (done++ % BREATH === 0 && (await touchJob(runtime.data, job, runtime.now())) === null) throw new StoppedError();
    yield rows;
  }
}

async function rowsOfSlice({ data, files }: FileRuntime, job: JobRecord, slice: number): Promise<readonly ExportRow[]> {
  const { workspace, uuid, totals } = job;
  if (sumOfTally(totals.failed) > 0 && (await readSlice(data, workspace, uuid, slice))?.state === 'failed') return [];
  const part = await readPart<ExportPart>(files, exportPartKey(workspace, uuid, slice));
  if (part === null) throw new PartGoneError(`The part ${slice} of export ${uuid} is gone`);
  if (part.form !== ROW_FORM) throw new PartGoneError(`The part ${slice} of export ${uuid} is of another release`);
  return part.rows;
}

/** The rows whose contacts still exist: a file made now has no person who was deleted since. 1 read unit each. */
export async function stillThere(
  { data }: FileRuntime,
  { workspace }: JobRecord,
  rows: readonly ExportRow[],
): Promise<readonly ExportRow[]> {
  const uuids = rows.map(({ uuid }) => uuid);
  const read = await readContacts(data, workspace, uuids, { consistent: true });
  return rows.filter(({ uuid }) => {
    const item = read.get(uuid);
    return item !== undefined && !isTombstone(item);
  });
}

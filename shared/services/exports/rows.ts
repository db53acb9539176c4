import { readContacts } from '../../data/contacts/index.ts';
import { type JobRecord, readSlice } from '../../data/jobs/index.ts';
import { isTombstone } from '../../domain/contacts/contact.ts';
import { exportPartKey } from '../../domain/exports/file.ts';
import { type ExportPart, type ExportRow, ROW_FORM } from '../../domain/exports/row.ts';
import type { ContactId } from '../../domain/ids.ts';
import { sliceAt } from '../../domain/jobs/slice-numbers.ts';
import { sumOfTally } from '../../domain/jobs/totals.ts';
import { readPart } from '../packed-parts.ts';
import type { FileRuntime } from '../runtime.ts';
import { PartGoneError, type PartOf } from './making.ts';
import { readAhead } from './read-ahead.ts';

/** The contacts of a part in the order of the manifest, without slices that were given up. */
export function rowsOfPart(runtime: FileRuntime, { job, making, part }: PartOf): AsyncGenerator<readonly ExportRow[]> {
  const first = part * making.slices;
  const count = Math.min(making.slices, job.slices.total - first);
  return readAhead(count, (place) => rowsOfSlice(runtime, job, sliceAt(job, first + place)));
}

async function rowsOfSlice({ data, files }: FileRuntime, job: JobRecord, slice: number): Promise<readonly ExportRow[]> {
  const { workspace, uuid, totals } = job;
  if (sumOfTally(totals.failed) > 0 && (await readSlice(data, workspace, uuid, slice))?.state === 'failed') return [];
  const part = await readPart<ExportPart>(files, exportPartKey(workspace, uuid, slice));
  if (part === null) throw new PartGoneError(`The rows of slice ${slice} of export ${uuid} are gone`);
  if (part.form !== ROW_FORM) throw new PartGoneError(`The rows of slice ${slice} of ${uuid} are of another release`);
  return part.rows;
}

/** The contacts that still exist: a file made now has no person who was deleted since. 1 read unit each. */
export async function stillThere(
  { data }: FileRuntime,
  { workspace }: JobRecord,
  rows: readonly ExportRow[],
): Promise<readonly ContactId[]> {
  const uuids = rows.map(({ uuid }) => uuid);
  const read = await readContacts(data, workspace, uuids, { consistent: true });
  return uuids.filter((uuid) => {
    const item = read.get(uuid);
    return item !== undefined && !isTombstone(item);
  });
}

import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { endReport, readImport } from '../../../shared/data/imports/index.ts';
import type { JobRecord } from '../../../shared/data/jobs/index.ts';
import { type Plan, planKey, reportKey } from '../../../shared/domain/imports/plan.ts';
import { RefusedFile } from '../../../shared/domain/imports/refused-file.ts';
import { type Report, type ReportFile, reportHead } from '../../../shared/domain/imports/report.ts';
import type { ImportRows } from '../../../shared/domain/jobs/kinds/index.ts';
import { measured } from '../../../shared/services/exports/read-ahead.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { openListings } from './open-listings.ts';
import { isFileError } from './read/limits.ts';
import type { Listing } from './read/listing.ts';
import type { Reader } from './read/reading.ts';
import { refusedRecords } from './refused-records.ts';
import { inChunks, linesOfOutcomes, linesOfRefused, REPORT_TYPE } from './report-content.ts';
import { RowsGoneError, refusedOf } from './report-lines.ts';
import { makeReportPart } from './report-parts.ts';

/** Makes a requested report of an import: a line for each row, by its job's state, or the refused rows themselves. */
export async function makeReport(
  runtime: FileRuntime,
  job: JobRecord<ImportRows>,
  { attempt, part, reader }: { readonly attempt: string; readonly part: number | null; readonly reader: Reader },
): Promise<void> {
  const { data, files } = runtime;
  const { workspace, work } = job;
  const imported = await readImport(data, workspace, work.import);
  const report = imported?.report ?? null;
  if (!imported || report?.attempt !== attempt || report.file !== null || report.problem !== null) return;
  try {
    const stored = await files.read(planKey(workspace, work.import, job.uuid));
    if (stored === null) throw new RowsGoneError();
    const plan = JSON.parse(String(stored)) as Plan;
    const file =
      plan.ranges === undefined
        ? await makeWhole(runtime, { imported, job, plan, report, reader })
        : await makeReportPart(runtime, { imported, job, plan, report, reader }, part);
    if (file !== null) await endReport(data, workspace, work.import, report, { file, problem: null });
  } catch (error) {
    if (!(error instanceof RowsGoneError || isFileError(error))) throw error;
    await endReport(data, workspace, work.import, report, { file: null, problem: 'gone' });
  }
}

async function makeWhole(
  runtime: FileRuntime,
  { imported, job, plan, report, reader }: Parameters<typeof makeReportPart>[1],
): Promise<ReportFile> {
  const [making, counts] = [randomUUID(), { rows: 0, bytes: 0 }];
  const listings = () => openListings(runtime, reader, imported, job);
  const content = measured(wholeReport(runtime, report, { job, plan, listings }, counts), counts);
  await runtime.files.writeStream(reportKey(job.workspace, imported.uuid, making), Readable.from(content), REPORT_TYPE);
  return { making, ...counts, madeOn: runtime.now() };
}

async function* wholeReport(
  runtime: FileRuntime,
  { rows }: Report,
  {
    job,
    plan,
    listings,
  }: { readonly job: JobRecord<ImportRows>; readonly plan: Plan; listings(): Promise<readonly Listing[]> },
  counts: { bytes: number; rows: number },
): AsyncGenerator<Uint8Array> {
  if (rows !== 'refused') {
    yield Buffer.from(reportHead);
    return yield* inChunks(linesOfOutcomes(runtime, job, plan), counts);
  }
  const opened = await listings();
  const records = () => refusedRecords(opened, refusedOf(runtime, job, plan));
  const file = new RefusedFile(plan);
  for await (const { record } of records()) file.meet(record);
  yield Buffer.from(file.head());
  yield* inChunks(linesOfRefused(records(), file), counts);
}

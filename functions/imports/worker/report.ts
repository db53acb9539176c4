import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { endReport, readImport } from '../../../shared/data/imports/index.ts';
import type { JobRecord } from '../../../shared/data/jobs/index.ts';
import { type Plan, planKey, reportKey } from '../../../shared/domain/imports/plan.ts';
import { RefusedFile } from '../../../shared/domain/imports/refused-file.ts';
import { reportHead, reportLine } from '../../../shared/domain/imports/report.ts';
import type { ImportRows } from '../../../shared/domain/jobs/kinds/index.ts';
import { sentenceOf } from '../../../shared/lambda/refusals.ts';
import { measured } from '../../../shared/services/exports/read-ahead.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { openListings } from './open-listings.ts';
import { isFileError } from './read/limits.ts';
import type { Listing } from './read/listing.ts';
import type { Reader } from './read/reading.ts';
import { refusedRecords } from './refused-records.ts';
import { RowsGoneError, refusedOf, reportLines } from './report-lines.ts';

/** Makes a requested report of an import: a line for each row, by its job's state, or the refused rows themselves. */
export async function makeReport(
  runtime: FileRuntime,
  job: JobRecord<ImportRows>,
  attempt: string,
  reader: Reader,
): Promise<void> {
  const { data, files } = runtime;
  const { workspace, work } = job;
  const imported = await readImport(data, workspace, work.import);
  const report = imported?.report ?? null;
  if (!imported || report?.attempt !== attempt || report.file !== null || report.problem !== null) return;
  const [making, counts] = [randomUUID(), { rows: 0, bytes: 0 }];
  try {
    const stored = await files.read(planKey(workspace, work.import, job.uuid));
    if (stored === null) throw new RowsGoneError();
    const plan = JSON.parse(String(stored)) as Plan;
    const lines =
      report.rows === 'refused'
        ? refusedRows(runtime, await openListings(runtime, reader, imported, job), job, plan)
        : rowOutcomes(runtime, job, plan);
    const content = Readable.from(measured(inChunks(lines, counts), counts));
    await files.writeStream(reportKey(workspace, work.import, making), content, 'text/csv; charset=utf-8');
  } catch (error) {
    if (!(error instanceof RowsGoneError || isFileError(error))) throw error;
    await endReport(data, workspace, work.import, report, { file: null, problem: 'gone' });
    return;
  }
  const file = { making, ...counts, madeOn: runtime.now() };
  await endReport(data, workspace, work.import, report, { file, problem: null });
}

/** Lines of one chunk. */
const CHUNK = 500;

/** The lines of a CSV in chunks; counts those after the first. */
async function* inChunks(lines: AsyncIterable<string>, counts: { rows: number }): AsyncGenerator<Uint8Array> {
  let [text, all] = ['', 0];
  for await (const line of lines) {
    text += line;
    counts.rows = all++;
    if (all % CHUNK > 0) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

async function* rowOutcomes(runtime: FileRuntime, job: JobRecord<ImportRows>, plan: Plan): AsyncGenerator<string> {
  yield reportHead;
  for await (const line of reportLines(runtime, job, plan))
    yield reportLine(line, line.detail === null ? '' : sentenceOf(line.detail));
}

async function* refusedRows(
  runtime: FileRuntime,
  listings: readonly Listing[],
  job: JobRecord<ImportRows>,
  plan: Plan,
): AsyncGenerator<string> {
  const pairs = () => refusedRecords(listings, refusedOf(runtime, job, plan));
  const file = new RefusedFile(plan);
  for await (const { record } of pairs()) file.meet(record);
  yield file.head();
  for await (const pair of pairs()) yield file.line(pair, sentenceOf(pair.refused.problem));
}

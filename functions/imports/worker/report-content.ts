/** The lines of an import's report, without the first. */
import type { JobRecord } from '../../../shared/data/jobs/index.ts';
import type { Refused } from '../../../shared/domain/cells/record.ts';
import type { Import, Plan } from '../../../shared/domain/imports/plan.ts';
import type { RefusedFile, RefusedRecord } from '../../../shared/domain/imports/refused-file.ts';
import { type Report, reportLine } from '../../../shared/domain/imports/report.ts';
import type { ImportRows } from '../../../shared/domain/jobs/kinds/index.ts';
import { sentenceOf } from '../../../shared/lambda/http/refusals.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { openRange } from './plan/index.ts';
import type { Listing } from './read/listing.ts';
import type { Reader } from './read/reading.ts';
import { RowsGoneError, refusedOf, reportLines } from './report-lines.ts';

export interface ReportMaking {
  readonly job: JobRecord<ImportRows>;
  readonly imported: Import;
  readonly report: Report;
  readonly plan: Plan;
  readonly reader: Reader;
}

/** Lines of one chunk. */
const CHUNK = 500;

/** Lines in chunks; counts them. */
export async function* inChunks(lines: AsyncIterable<string>, counts: { rows: number }): AsyncGenerator<Uint8Array> {
  let text = '';
  for await (const line of lines) {
    text += line;
    if (++counts.rows % CHUNK > 0) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

export async function* linesOfOutcomes(
  runtime: FileRuntime,
  job: JobRecord<ImportRows>,
  plan: Plan,
  range: number,
): AsyncGenerator<string> {
  for await (const line of reportLines(runtime, job, plan, range))
    yield reportLine(line, line.detail === null ? '' : sentenceOf(line.detail));
}

/** @param file - which has met all records */
export async function* linesOfRefused(
  records: AsyncIterable<RefusedRecord>,
  file: RefusedFile,
): AsyncGenerator<string> {
  for await (const pair of records) yield file.line(pair, sentenceOf(pair.refused.problem));
}

/** The records of the refused rows of a range, read once more from its files. Throws RowsGoneError and FileError. */
export async function refusedIn(
  runtime: FileRuntime,
  making: Omit<ReportMaking, 'report'>,
  range: number,
): Promise<AsyncGenerator<RefusedRecord>> {
  const { job, plan } = making;
  const read = await openRange(runtime, making, range);
  if (read === null) throw new RowsGoneError();
  return refusedRecords(read.listings, refusedOf(runtime, job, plan, range), read.before);
}

/** @param before - by file, its records before these */
async function* refusedRecords(
  listings: readonly Listing[],
  refused: AsyncGenerator<Refused>,
  before: readonly number[],
): AsyncGenerator<RefusedRecord> {
  let next = await refused.next();
  for (const [file, listing] of listings.entries()) {
    let number = before[file] ?? 0;
    if (next.done || next.value.file !== file) continue;
    for await (const { line, cells = [], ...record } of listing.records()) {
      number++;
      while (!next.done && next.value.file === file && next.value.number === number) {
        yield { refused: next.value, record: { ...record, line, cells } };
        next = await refused.next();
      }
      if (next.done || next.value.file !== file) break;
    }
  }
}

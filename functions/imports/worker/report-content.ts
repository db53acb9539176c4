/** The lines of an import's report, without the first. */
import type { JobRecord } from '../../../shared/data/jobs/index.ts';
import type { Plan } from '../../../shared/domain/imports/plan.ts';
import type { RefusedFile, RefusedRecord } from '../../../shared/domain/imports/refused-file.ts';
import { reportLine } from '../../../shared/domain/imports/report.ts';
import type { ImportRows } from '../../../shared/domain/jobs/kinds/index.ts';
import { sentenceOf } from '../../../shared/lambda/refusals.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { type PartsOfRange, reportLines } from './report-lines.ts';

export const REPORT_TYPE = 'text/csv; charset=utf-8';

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
  of?: PartsOfRange,
): AsyncGenerator<string> {
  for await (const line of reportLines(runtime, job, plan, of))
    yield reportLine(line, line.detail === null ? '' : sentenceOf(line.detail));
}

/** @param file - which has met all records */
export async function* linesOfRefused(
  records: AsyncIterable<RefusedRecord>,
  file: RefusedFile,
): AsyncGenerator<string> {
  for await (const pair of records) yield file.line(pair, sentenceOf(pair.refused.problem));
}

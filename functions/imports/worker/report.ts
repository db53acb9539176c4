import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { endReport, readImport } from '../../../shared/data/imports/index.ts';
import type { JobRecord } from '../../../shared/data/jobs/index.ts';
import { type Plan, planKey, reportKey } from '../../../shared/domain/imports/plan.ts';
import { type ReportLine, reportHead, reportLine } from '../../../shared/domain/imports/report.ts';
import type { ImportRows } from '../../../shared/domain/jobs/kinds/index.ts';
import { sentenceOf } from '../../../shared/lambda/refusals.ts';
import { measured } from '../../../shared/services/exports/read-ahead.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { RowsGoneError, reportLines } from './report-lines.ts';

/** Makes a requested report of an import: a line for each row, by its job's state. Memory holds a few slices. */
export async function makeReport(runtime: FileRuntime, job: JobRecord<ImportRows>, attempt: string): Promise<void> {
  const { data, files } = runtime;
  const { workspace, work } = job;
  const report = (await readImport(data, workspace, work.import))?.report ?? null;
  if (report?.attempt !== attempt || report.file !== null || report.problem !== null) return;
  const [making, counts] = [randomUUID(), { rows: 0, bytes: 0 }];
  try {
    const plan = await files.read(planKey(workspace, work.import, job.uuid));
    if (plan === null) throw new RowsGoneError();
    const lines = reportLines(runtime, job, JSON.parse(String(plan)) as Plan);
    const content = Readable.from(measured(asCsv(lines, counts), counts));
    await files.writeStream(reportKey(workspace, work.import, making), content, 'text/csv; charset=utf-8');
  } catch (error) {
    if (!(error instanceof RowsGoneError)) throw error;
    await endReport(data, workspace, work.import, report, { file: null, problem: 'gone' });
    return;
  }
  const file = { making, ...counts, madeOn: runtime.now() };
  await endReport(data, workspace, work.import, report, { file, problem: null });
}

/** Lines of one chunk. */
const CHUNK = 500;

async function* asCsv(lines: AsyncIterable<ReportLine>, counts: { rows: number }): AsyncGenerator<Uint8Array> {
  let text = reportHead;
  for await (const line of lines) {
    text += reportLine(line, line.detail === null ? '' : sentenceOf(line.detail));
    counts.rows++;
    if (counts.rows % CHUNK > 0) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

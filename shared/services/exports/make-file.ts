import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { writeXlsxStream } from 'hucre/xlsx';
import { consumedSince } from '../../data/dynamo/index.ts';
import { completeJob, failJob, type JobRecord } from '../../data/jobs/index.ts';
import { loadAssets } from '../../data/workspace/index.ts';
import { csvHead, csvLine } from '../../domain/exports/csv.ts';
import { contentTypeOf, type ExportFile, exportFileKey } from '../../domain/exports/file.ts';
import { jsonHead, jsonLine } from '../../domain/exports/json.ts';
import type { ExportRow } from '../../domain/exports/row.ts';
import { type SchemeCounts, type TableShape, tableColumns } from '../../domain/exports/table.ts';
import { xlsxText } from '../../domain/exports/xlsx.ts';
import type { Export } from '../../domain/jobs/kinds/index.ts';
import { COMPLETABLE } from '../../domain/jobs/lifecycle.ts';
import type { Assets } from '../../domain/workspace.ts';
import type { FileRuntime } from '../runtime.ts';
import { PartGoneError, partsOf, StoppedError, stillThere } from './parts.ts';

type Record = JobRecord<Export>;
type Batches = AsyncIterable<readonly ExportRow[]>;

/**
 * Puts the parts of an export together, in the order of its manifest, and completes the job. It holds some parts at a time, whatever their number.
 * Doing it again, or twice at once, makes another file of which one counts. A job that was paused or has ended is left alone.
 */
export async function makeFile(runtime: FileRuntime, job: Record): Promise<void> {
  const { data, files } = runtime;
  const { workspace, uuid, work } = job;
  const start = data.meter.read();
  const assets = await loadAssets(data, workspace);
  const attempt = randomUUID();
  const counts = { rows: 0, deleted: 0, bytes: 0 };
  try {
    const content = await contentOf(runtime, job, assets, counted(runtime, job, counts));
    await files.writeStream(
      exportFileKey(workspace, uuid, attempt),
      Readable.from(measured(content, counts)),
      contentTypeOf(work.format),
    );
  } catch (error) {
    if (error instanceof StoppedError) return;
    if (!(error instanceof PartGoneError)) throw error;
    await failJob(data, job, 'parts_gone', runtime.now(), COMPLETABLE);
    return;
  }
  const file: ExportFile = { attempt, ...counts, anon: assets.settings.anon, madeOn: runtime.now() };
  await completeJob(data, workspace, uuid, runtime.now(), { file, capacity: consumedSince(data.meter, start) });
}

/** Each batch without whom is gone, counted. */
async function* counted(runtime: FileRuntime, job: Record, counts: { rows: number; deleted: number }) {
  for await (const rows of partsOf(runtime, job)) {
    const there = await stillThere(runtime, job, rows);
    counts.rows += there.length;
    counts.deleted += rows.length - there.length;
    yield there;
  }
}

async function* measured(content: AsyncIterable<Uint8Array>, counts: { bytes: number }) {
  for await (const chunk of content) {
    counts.bytes += chunk.length;
    yield chunk;
  }
}

async function contentOf(
  runtime: FileRuntime,
  job: Record,
  assets: Assets,
  batches: Batches,
): Promise<AsyncIterable<Uint8Array>> {
  const { format, columns } = job.work;
  if (format === 'jsonl') return texts(jsonHead(assets), batches, (row) => jsonLine(row, columns, assets));
  const shape: TableShape = format;
  const schemes = needsSchemes(shape, columns) ? await schemesIn(runtime, job) : new Map();
  const table = tableColumns(columns, { shape, assets, schemes });
  if (format === 'csv') return texts(csvHead(table), batches, (row) => csvLine(row, table));
  return writeXlsxStream(sheet(table, batches), { name: 'Contact 1' });
}

async function* texts(head: string, batches: Batches, lineOf: (row: ExportRow) => string) {
  yield Buffer.from(head);
  for await (const rows of batches) yield Buffer.from(rows.map(lineOf).join(''));
}

async function* sheet(table: ReturnType<typeof tableColumns>, batches: Batches) {
  yield table.map(({ header }) => xlsxText(header));
  for await (const rows of batches)
    for (const row of rows)
      yield table.map(({ cell }) => {
        const value = cell(row);
        return typeof value === 'string' ? xlsxText(value) || null : value;
      });
}

const needsSchemes = (shape: TableShape, columns: Export['columns']): boolean =>
  columns === null ? shape === 'xlsx' : columns.some((column) => column.startsWith('urn:'));

/** How many addresses of each scheme there are at most: what the head of a table depends on is found by going through it once more. */
async function schemesIn(runtime: FileRuntime, job: Record): Promise<SchemeCounts> {
  const most = new Map<string, number>();
  for await (const rows of partsOf(runtime, job))
    for (const { urns } of rows) {
      const counts = new Map<string, number>();
      for (const urn of urns) {
        const scheme = urn.slice(0, urn.indexOf(':'));
        const count = (counts.get(scheme) ?? 0) + 1;
        counts.set(scheme, count);
        if (count > (most.get(scheme) ?? 0)) most.set(scheme, count);
      }
    }
  return most;
}

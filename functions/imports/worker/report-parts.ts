/** The report of an import that was read in ranges: a fragment for each of them, three at once, which S3 joins. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { JobRecord } from '../../../shared/data/jobs/index.ts';
import { type Import, type Plan, reportKey } from '../../../shared/domain/imports/plan.ts';
import { RefusedFile } from '../../../shared/domain/imports/refused-file.ts';
import { type Report, type ReportFile, reportHead } from '../../../shared/domain/imports/report.ts';
import type { ImportRows } from '../../../shared/domain/jobs/kinds/index.ts';
import type { FilesMessage } from '../../../shared/messages/jobs.ts';
import { measured, readAhead } from '../../../shared/services/exports/read-ahead.ts';
import { areAllNoted, FILE_LANES, nextOfLane } from '../../../shared/services/file-lanes.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { openRange } from './plan/index.ts';
import type { Reader } from './read/reading.ts';
import { refusedRecords } from './refused-records.ts';
import { inChunks, linesOfOutcomes, linesOfRefused, REPORT_TYPE } from './report-content.ts';
import { partsOfRange, RowsGoneError, refusedOf } from './report-lines.ts';

interface Making {
  readonly job: JobRecord<ImportRows>;
  readonly imported: Import;
  readonly report: Report;
  readonly plan: Plan;
  readonly reader: Reader;
}

interface MadePart {
  readonly key: string;
  readonly rows: number;
  readonly bytes: number;
}

type Met = RefusedFile['met'];

const keysOf = ({ job: { workspace }, imported, report }: Making) => {
  const folder = reportKey(workspace, imported.uuid, `${report.attempt}/`);
  return {
    folder,
    met: (part: number) => `${folder}met/${part}`,
    made: (part: number) => `${folder}made/${part}`,
    fragment: (part: number) => `${folder}fragments/${part}-${randomUUID()}`,
  };
};

/**
 * Makes one part of a report, and sends the message of the next in its lane; without `part` it begins all lanes.
 * Refused rows are met first, since the header depends on all of them. Whoever makes the last part joins all, and
 * returns the file. Throws RowsGoneError and FileError.
 */
export async function makeReportPart(
  runtime: FileRuntime,
  making: Making,
  part: number | null,
): Promise<ReportFile | null> {
  const { files } = runtime;
  const total = making.plan.ranges?.length ?? 0;
  if (part === null) {
    for (let lane = 0; lane < Math.min(FILE_LANES, total); lane++) await sendPart(runtime, making, lane);
    return null;
  }
  const keys = keysOf(making);
  const isMet = making.report.rows !== 'refused' || (await areAllNoted(files, total, keys.met));
  const keyOf = isMet ? keys.made : keys.met;
  let at = await nextOfLane(files, part, total, keyOf);
  if (at < total) {
    const note = isMet ? await makePart(runtime, making, at) : await meetPart(runtime, making, at);
    if (!(await files.writeNew(keyOf(at), JSON.stringify(note)))) return null;
    at += FILE_LANES;
  }
  if (at < total) await sendPart(runtime, making, at);
  else if (await areAllNoted(files, total, keyOf))
    return isMet ? join(runtime, making) : makeReportPart(runtime, making, null);
  return null;
}

const sendPart = ({ queues }: FileRuntime, { job: { workspace, uuid }, report }: Making, part: number): Promise<void> =>
  queues.send('files', [{ workspace, job: uuid, report: report.attempt, part } satisfies FilesMessage], workspace);

/** The columns of the refused rows of a range, and how often each. */
async function meetPart(runtime: FileRuntime, making: Making, part: number): Promise<Met> {
  const file = new RefusedFile(making.plan);
  for await (const { record } of await refusedIn(runtime, making, part)) file.meet(record);
  return file.met;
}

async function refusedIn(runtime: FileRuntime, making: Making, part: number) {
  const { job, plan } = making;
  const range = await openRange(runtime, making, part);
  if (range === null) throw new RowsGoneError();
  return refusedRecords(range.listings, refusedOf(runtime, job, plan, partsOfRange(plan, part)), range.before);
}

async function makePart(runtime: FileRuntime, making: Making, part: number): Promise<MadePart> {
  const { job, plan, report } = making;
  const [key, counts] = [keysOf(making).fragment(part), { rows: 0, bytes: 0 }];
  const lines =
    report.rows === 'refused'
      ? linesOfRefused(await refusedIn(runtime, making, part), await refusedFile(runtime, making))
      : linesOfOutcomes(runtime, job, plan, partsOfRange(plan, part));
  await runtime.files.writeStream(key, Readable.from(measured(inChunks(lines, counts), counts)), REPORT_TYPE);
  return { key, ...counts };
}

async function refusedFile({ files }: FileRuntime, making: Making): Promise<RefusedFile> {
  const file = new RefusedFile(making.plan);
  for (const met of await notesOf<Met>(files, making, keysOf(making).met)) file.meetAll(met);
  return file;
}

async function join(runtime: FileRuntime, making: Making): Promise<ReportFile> {
  const { files, now } = runtime;
  const { job, imported, report } = making;
  const head = Buffer.from(report.rows === 'refused' ? (await refusedFile(runtime, making)).head() : reportHead);
  const parts = await notesOf<MadePart>(files, making, keysOf(making).made);
  const pieces = parts.map(({ key, bytes }) => ({ key, from: 0, to: bytes }));
  const file = randomUUID();
  const isJoined = await files.join(reportKey(job.workspace, imported.uuid, file), [head, ...pieces], REPORT_TYPE);
  if (!isJoined) throw new RowsGoneError();
  await files.removeAll(keysOf(making).folder);
  const sum = (of: 'rows' | 'bytes') => parts.reduce((all, one) => all + one[of], 0);
  return { making: file, rows: sum('rows'), bytes: head.length + sum('bytes'), madeOn: now() };
}

async function notesOf<Note>(files: FileRuntime['files'], { plan }: Making, keyOf: (part: number) => string) {
  const notes: Note[] = [];
  for await (const note of readAhead(plan.ranges?.length ?? 0, (part) => files.read(keyOf(part)))) {
    if (note === null) throw new RowsGoneError();
    notes.push(JSON.parse(String(note)) as Note);
  }
  return notes;
}

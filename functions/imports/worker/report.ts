import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { endReport, readImport } from '../../../shared/data/imports/index.ts';
import type { JobRecord } from '../../../shared/data/jobs/index.ts';
import { reportKey } from '../../../shared/domain/imports/plan.ts';
import { RefusedFile } from '../../../shared/domain/imports/refused-file.ts';
import { type ReportFile, reportHead } from '../../../shared/domain/imports/report.ts';
import type { ImportRows } from '../../../shared/domain/jobs/kinds/index.ts';
import type { FilesMessage } from '../../../shared/messages/jobs.ts';
import { measured, readAhead } from '../../../shared/services/exports/read-ahead.ts';
import { areAllNoted, FILE_LANES, nextOfLane } from '../../../shared/services/file-lanes.ts';
import { packPart, readPart, readPlan } from '../../../shared/services/packed-parts.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { FileError } from './read/limits.ts';
import type { Reader } from './read/reading.ts';
import { inChunks, linesOfOutcomes, linesOfRefused, type ReportMaking, refusedIn } from './report-content.ts';
import { RowsGoneError } from './report-lines.ts';

const REPORT_TYPE = 'text/csv; charset=utf-8';

interface MadePart {
  readonly key: string;
  readonly rows: number;
  readonly bytes: number;
}

type Met = RefusedFile['met'];

const keysOf = ({ job: { workspace }, imported, report }: ReportMaking) => {
  const folder = reportKey(workspace, imported.uuid, `${report.attempt}/`);
  return {
    folder,
    met: (part: number) => `${folder}met/${part}`,
    made: (part: number) => `${folder}made/${part}`,
    fragment: (part: number) => `${folder}fragments/${part}-${randomUUID()}`,
  };
};

/**
 * Makes a requested report of an import: a line for each row, by its job's state, or the refused rows themselves. Each
 * range is a part, three at once; `part`: the next of its lane.
 */
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
    const plan = await readPlan(files, { workspace, uuid: work.import, job: job.uuid });
    if (plan === null) throw new RowsGoneError();
    const file = await makePartOn(runtime, { imported, job, plan, report, reader }, part);
    if (file !== null) await endReport(data, workspace, work.import, report, { file, problem: null });
  } catch (error) {
    if (!(error instanceof RowsGoneError || error instanceof FileError)) throw error;
    await endReport(data, workspace, work.import, report, { file: null, problem: 'gone' });
  }
}

/**
 * Makes one part of a report, and sends the message of the next in its lane; without `part` it begins all lanes, or
 * makes the only part. Refused rows are met first, since the header depends on all of them. Whoever makes the last part
 * joins all, and returns the file. Throws RowsGoneError and FileError.
 */
async function makePartOn(runtime: FileRuntime, making: ReportMaking, part: number | null): Promise<ReportFile | null> {
  const { files } = runtime;
  const total = making.plan.ranges.length;
  if (part === null && total > 1) {
    for (let lane = 0; lane < Math.min(FILE_LANES, total); lane++) await sendPart(runtime, making, lane);
    return null;
  }
  const keys = keysOf(making);
  const isMet = making.report.rows !== 'refused' || (await areAllNoted(files, total, keys.met));
  const keyOf = isMet ? keys.made : keys.met;
  let at = await nextOfLane(files, part ?? 0, total, keyOf);
  if (at < total) {
    const note = isMet ? await makePart(runtime, making, at) : await meetPart(runtime, making, at);
    if (!(await files.writeNew(keyOf(at), packPart(note)))) return null;
    at += FILE_LANES;
  }
  if (at < total) await sendPart(runtime, making, at);
  else if (await areAllNoted(files, total, keyOf))
    return isMet ? join(runtime, making) : makePartOn(runtime, making, null);
  return null;
}

const sendPart = (
  { queues }: FileRuntime,
  { job: { workspace, uuid }, report }: ReportMaking,
  part: number,
): Promise<void> =>
  queues.send('files', [{ workspace, job: uuid, report: report.attempt, part } satisfies FilesMessage], workspace);

/** The columns of the refused rows of a range, and how often each. */
async function meetPart(runtime: FileRuntime, making: ReportMaking, part: number): Promise<Met> {
  const file = new RefusedFile(making.plan);
  for await (const { record } of await refusedIn(runtime, making, part)) file.meet(record);
  return file.met;
}

async function makePart(runtime: FileRuntime, making: ReportMaking, part: number): Promise<MadePart> {
  const { job, plan, report } = making;
  const key = keysOf(making).fragment(part);
  const counts = { rows: 0, bytes: 0 };
  const lines =
    report.rows === 'refused'
      ? linesOfRefused(await refusedIn(runtime, making, part), await refusedFile(runtime, making))
      : linesOfOutcomes(runtime, job, plan, part);
  await runtime.files.writeStream(key, Readable.from(measured(inChunks(lines, counts), counts)), REPORT_TYPE);
  return { key, ...counts };
}

async function refusedFile({ files }: FileRuntime, making: ReportMaking): Promise<RefusedFile> {
  const file = new RefusedFile(making.plan);
  for (const met of await notesOf<Met>(files, making, keysOf(making).met)) file.meetAll(met);
  return file;
}

async function join(runtime: FileRuntime, making: ReportMaking): Promise<ReportFile> {
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

async function notesOf<Note>(files: FileRuntime['files'], { plan }: ReportMaking, keyOf: (part: number) => string) {
  const notes: Note[] = [];
  for await (const note of readAhead(plan.ranges.length, (part) => readPart<Note>(files, keyOf(part)))) {
    if (note === null) throw new RowsGoneError();
    notes.push(note);
  }
  return notes;
}

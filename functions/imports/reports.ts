import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { askForReport, readImport } from '../../shared/data/imports/index.ts';
import { type JobRecord, readJob } from '../../shared/data/jobs/index.ts';
import type { ImportId } from '../../shared/domain/ids.ts';
import { type Import, planKey } from '../../shared/domain/imports/plan.ts';
import {
  isBeingMade,
  REPORT_ROWS,
  type Report,
  type ReportFile,
  type ReportRows,
  reportGoneOn,
  reportNameOf,
} from '../../shared/domain/imports/report.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import { choice } from '../../shared/domain/schema.ts';
import { fileLink } from '../../shared/lambda/clients/file-link.ts';
import { pagesOf } from '../../shared/lambda/http/answers.ts';
import { accepted, endpoint, ok, type RequestContext, unkeptEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/http/errors.ts';
import { page } from '../../shared/lambda/http/page.ts';
import { byUuid, required } from '../../shared/lambda/http/param.ts';
import { requireUuid } from '../../shared/lambda/http/params.ts';
import { orNull, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';
import { sentenceOf } from '../../shared/lambda/http/refusals.ts';
import { quotes } from './present-plan.ts';

interface Showing {
  readonly imported: Import;
  readonly context: RequestContext;
}

const fileShown = presenter<Report & { readonly file: ReportFile }, Showing>()({
  name: [z.string(), (report) => reportNameOf(report, report.file)],
  rows: [z.int(), ({ file }) => file.rows],
  bytes: [z.int(), ({ file }) => file.bytes],
  kept_until: [timestamp, ({ file }) => reportGoneOn(file)],
  url: [
    z.nullable(z.string()),
    (report, { imported, context }) => {
      const { uuid } = imported;
      const about = { kind: 'report', workspace: context.caller.workspace, uuid } as const;
      return problemOf(report, imported, context) === null ? fileLink(about, report.file.making, context) : null;
    },
  ],
});

/** The rows of an import as a file; `url` is good for an hour. */
const reportShown = presenter<Report, Showing>('Report')({
  import: [z.uuid(), (_, { imported }) => imported.uuid],
  /** All with what became of each, or the refused ones as they are in their files. */
  rows: z.enum(REPORT_ROWS),
  status: [
    z.enum(['making', 'made', 'failed']),
    (report, { context }) => (report.file !== null ? 'made' : isBeingMade(report, context.now) ? 'making' : 'failed'),
  ],
  asked_on: timestamp,
  file: [orNull(fileShown), (report) => report.file && { ...report, file: report.file }],
  problem: [
    z.nullable(z.string()),
    (report, { imported, context }) => {
      const problem = problemOf(report, imported, context);
      return problem && sentenceOf(problem);
    },
  ],
});

/** GET import_reports.json?import=…: the last requested report about the last preview; empty before any. */
export const listReports = endpoint({
  summary: 'Get the report of an import',
  answers: pagesOf(reportShown),
  params: { import: required(byUuid('the import')) },
  parse: ({ query }) => requireUuid<ImportId>(query, 'import'),
  async handle(uuid, context) {
    const imported = await requireImport(uuid, context);
    const report = reportOf(imported);
    return ok(page(context, report === null ? [] : [reportShown.show(report, { imported, context })], null));
  },
});

/** POST import_reports.json?import=…: requests a file of its rows by now (202). One in progress stays. */
export const askReport = unkeptEndpoint({
  summary: 'Ask for a report of an import',
  answers: { 202: reportShown.schema },
  params: { import: required(byUuid('the import')) },
  body: {
    /** `all` (the default): each row with what became of it; `refused`: the refused rows as they are in their files. */
    rows: z.optional(choice(REPORT_ROWS)),
  },
  strict: true,
  parse: ({ query, given }) => ({ uuid: requireUuid<ImportId>(query, 'import'), rows: given.rows ?? 'all' }),
  async handle({ uuid, rows }, context) {
    const imported = await requireImport(uuid, context);
    const report = await ask(imported, rows, await requireRows(imported, context), context);
    return accepted(reportShown.show(report, { imported, context }));
  },
  audit: ({ uuid, rows }) => ({ kind: 'import.report_asked', about: uuid, details: { rows } }),
  replay: 'unneeded',
});

async function requireImport(uuid: ImportId, { runtime, caller }: RequestContext): Promise<Import> {
  const imported = await readImport(runtime.data, caller.workspace, uuid);
  if (imported === null) throw notFound();
  return imported;
}

/** The job that has read the files, whose rows still exist. */
async function requireRows(
  { uuid, job: last, erasedOn }: Import,
  { runtime, caller }: RequestContext,
): Promise<JobRecord> {
  if (erasedOn !== undefined) throw refuse({ code: 'report_erased' });
  const job = last && (await readJob(runtime.data, caller.workspace, last));
  if (!job) throw refuse({ code: 'report_unread' });
  if (job.status === 'pending') throw refuse({ code: 'report_reading' });
  if (job.reason === 'unreadable') throw refuse({ code: 'report_unreadable' });
  if ((await runtime.files.size(planKey({ workspace: caller.workspace, uuid, job: job.uuid }))) === null)
    throw refuse({ code: 'rows_gone' });
  return job;
}

/** Of two concurrent requests one counts, and both get its report. */
async function ask(
  imported: Import,
  rows: ReportRows,
  { uuid: job }: JobRecord,
  { runtime, caller, now }: RequestContext,
): Promise<Report> {
  const before = reportOf(imported);
  if (before !== null && before.rows === rows && isBeingMade(before, now)) return before;
  const report: Report = { rows, attempt: randomUUID(), job, askedOn: now, file: null, problem: null };
  if (await askForReport(runtime.data, caller.workspace, imported, report)) {
    const message = { workspace: caller.workspace, job, report: report.attempt };
    await runtime.queues.send('files', [message], caller.workspace);
    return report;
  }
  return (await readImport(runtime.data, caller.workspace, imported.uuid))?.report ?? report;
}

/** The report of the last preview; an earlier preview had other rows. */
const reportOf = ({ report, job }: Import): Report | null => (report?.job === job ? report : null);

/** Why a report has no address; null when it has one, or will have. */
function problemOf(report: Report, { erasedOn }: Import, context: RequestContext): Refusal | null {
  if (erasedOn !== undefined) return { code: 'report_erased' };
  const { caller, now } = context;
  const { file, problem } = report;
  if (problem === 'gone') return { code: 'rows_gone' };
  if (file === null) return isBeingMade(report, now) ? null : { code: 'report_not_made' };
  if (reportGoneOn(file) <= now) return { code: 'report_gone' };
  if (caller.role === 'viewer') return { code: 'report_not_for_viewers' };
  return report.rows === 'refused' && !quotes(context) ? { code: 'report_has_addresses' } : null;
}

import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { askForReport, readImport } from '../../shared/data/imports/index.ts';
import { type JobRecord, readJob } from '../../shared/data/jobs/index.ts';
import type { ImportId } from '../../shared/domain/ids.ts';
import { type Import, planKey } from '../../shared/domain/imports/plan.ts';
import { isBeingMade, REPORT_ROWS, type Report, type ReportRows } from '../../shared/domain/imports/report.ts';
import { choice } from '../../shared/domain/schema.ts';
import { accepted, endpoint, ok, type RequestContext, unkeptEndpoint } from '../../shared/lambda/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/errors.ts';
import { page } from '../../shared/lambda/page.ts';
import { byUuid, required } from '../../shared/lambda/param.ts';
import { requireUuid } from '../../shared/lambda/params.ts';
import { reportOf, showReport } from './present-report.ts';

/** GET import_reports.json?import=…: the last requested report about the last preview; empty before any. */
export const listReports = endpoint({
  summary: 'Get the report of an import',
  params: { import: required(byUuid('the import')) },
  parse: ({ query }) => requireUuid<ImportId>(query, 'import'),
  async handle(uuid, context) {
    const imported = await requireImport(uuid, context);
    const report = reportOf(imported);
    return ok(page(context, report === null ? [] : [showReport(imported, report, context)], null));
  },
});

/** POST import_reports.json?import=…: requests a file of its rows by now (202). One in progress stays. */
export const askReport = unkeptEndpoint({
  summary: 'Ask for a report of an import',
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
    return accepted(showReport(imported, report, context));
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
  if ((await runtime.files.size(planKey(caller.workspace, uuid, job.uuid))) === null)
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
  if (before !== null && (before.rows ?? 'all') === rows && isBeingMade(before, now)) return before;
  const report: Report = { rows, attempt: randomUUID(), job, askedOn: now, file: null, problem: null };
  if (await askForReport(runtime.data, caller.workspace, imported, report)) {
    const message = { workspace: caller.workspace, job, report: report.attempt };
    await runtime.queues.send('files', [message], caller.workspace);
    return report;
  }
  return (await readImport(runtime.data, caller.workspace, imported.uuid))?.report ?? report;
}

import { requireForm } from '../../shared/data/dynamo/index.ts';
import { readImport } from '../../shared/data/imports/index.ts';
import { readJob } from '../../shared/data/jobs/index.ts';
import { appendAudit, loadAssets } from '../../shared/data/workspace/index.ts';
import { exportFileKey, fileNameOf } from '../../shared/domain/exports/file.ts';
import { reportKey } from '../../shared/domain/imports/plan.ts';
import { reportGoneOn, reportNameOf } from '../../shared/domain/imports/report.ts';
import { isExport } from '../../shared/domain/jobs/kinds/index.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import { type FileLink, isProven, type LinkedFile, parseFileLink } from '../../shared/lambda/clients/file-link.ts';
import type { OpenEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { type ApiError, methodNotAllowed, notFound, refuse } from '../../shared/lambda/http/errors.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { peopleInImport, standingOf } from '../../shared/services/erasures/people-in-files.ts';
import { LOOKED_AT_ONCE, problemOfFile } from './present/export-file.ts';

/** Seconds in which the store's own address must be followed, which comes with the answer. */
const FOLLOW_SECONDS = 30;
/** Seconds after which a file that is being looked at may be asked for again. */
const LOOKING_SECONDS = 60;

/**
 * GET files.json?link=: leads to the file of an export or report (302), by a link of `jobs.json` or
 * `import_reports.json` instead of a token. 410 from the moment at which somebody in it is deleted for good.
 */
export const followLink: OpenEndpoint = async ({ method, query, from }, runtime) => {
  if (method !== 'GET') throw methodNotAllowed(method, ['GET']);
  await requireForm(runtime.data);
  const link = parseFileLink(query['link'] ?? '');
  if (link === null) throw notFound();
  const { file } = link;
  const { key, name } = await (file.kind === 'export' ? exportOf(file, link, runtime) : reportOf(file, link, runtime));
  if ((await runtime.files.size(key)) === null) throw errorOf(GONE[file.kind]);
  const { workspace, uuid: about } = file;
  const note = { kind: 'file.downloaded', about, details: { kind: file.kind } } as const;
  await appendAudit(runtime.data, workspace, note, { at: runtime.now(), by: null, from });
  const location = await runtime.files.link(key, { seconds: FOLLOW_SECONDS, name });
  return { status: 302, headers: { location } };
};

const GONE = { export: { code: 'file_gone' }, report: { code: 'report_gone' } } as const satisfies Record<
  string,
  Refusal
>;

type LinkTo<Kind extends LinkedFile['kind']> = Extract<LinkedFile, { kind: Kind }>;

interface Found {
  readonly key: string;
  /** What the downloaded file is called. */
  readonly name: string;
}

async function exportOf({ workspace, uuid }: LinkTo<'export'>, link: FileLink, runtime: Runtime): Promise<Found> {
  const job = await readJob(runtime.data, workspace, uuid);
  if (job === null || !isExport(job) || job.file === null || !isProven(link, job.file.attempt)) throw notFound();
  const { settings } = await loadAssets(runtime.data, workspace);
  requireNone(link, await problemOfFile(runtime, job, job.file, { settings, now: runtime.now() }), runtime);
  return { key: exportFileKey(workspace, uuid, job.file.attempt), name: fileNameOf(job.work.format, job.file) };
}

async function reportOf({ workspace, uuid }: LinkTo<'report'>, link: FileLink, runtime: Runtime): Promise<Found> {
  const { data, now } = runtime;
  const imported = await readImport(data, workspace, uuid);
  const report = imported?.report ?? null;
  if (!imported || !report?.file || !isProven(link, report.file.making)) throw notFound();
  const job = await readJob(data, workspace, report.job);
  const { checkedOn, createdOn: since } = imported;
  const standing =
    imported.erasedOn !== undefined || job === null
      ? 'erased'
      : await standingOf(data, workspace, peopleInImport(runtime, imported, job, checkedOn ?? since), {
          since: checkedOn ?? since,
          batches: LOOKED_AT_ONCE,
          // It names contacts as they were then, and quotes nothing of them.
          ...(report.rows !== 'refused' && { unless: report.askedOn }),
        });
  const gone = reportGoneOn(report.file) <= now() ? GONE.report : null;
  requireNone(link, gone ?? OF_REPORT[standing], runtime);
  return { key: reportKey(workspace, uuid, report.file.making), name: reportNameOf(report, report.file) };
}

const OF_REPORT = {
  whole: null,
  erased: { code: 'report_erased' },
  unsure: { code: 'file_looked_at' },
} as const satisfies Record<string, Refusal | null>;

function requireNone({ until }: FileLink, problem: Refusal | null, { now }: Runtime): void {
  if (problem !== null) throw errorOf(problem);
  if (until <= now()) throw refuse({ code: 'link_expired' }, 403);
}

function errorOf(problem: Refusal): ApiError {
  if (problem.code === 'file_looked_at') return refuse(problem, 503).with({ 'retry-after': String(LOOKING_SECONDS) });
  return refuse(problem, problem.code === 'file_of_before' ? 403 : 410);
}

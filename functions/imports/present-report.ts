import type * as z from 'zod/mini';
import { type Import, reportKey } from '../../shared/domain/imports/plan.ts';
import {
  isBeingMade,
  type Report,
  type ReportFile,
  reportGoneOn,
  reportNameOf,
} from '../../shared/domain/imports/report.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import type { RequestContext } from '../../shared/lambda/endpoint.ts';
import { sentenceOf } from '../../shared/lambda/refusals.ts';
import type { reportSchema } from './answers.schema.ts';
import { quotes } from './present.ts';

type Shown = z.output<typeof reportSchema>;

/** For how long a report's address is good. */
const LINK_SECONDS = 3_600;

/** The report of the last preview; an earlier preview had other rows. */
export const reportOf = ({ report, job }: Import): Report | null => (report?.job === job ? report : null);

/** The state of a report, with its file's address. */
export async function showReport({ uuid }: Import, report: Report, context: RequestContext): Promise<Shown> {
  const { file } = report;
  const problem = problemOf(report, context);
  return {
    import: uuid,
    rows: report.rows ?? 'all',
    status: file !== null ? 'made' : isBeingMade(report, context.now) ? 'making' : 'failed',
    asked_on: formatInstant(report.askedOn),
    file: file && {
      name: reportNameOf(report, file),
      rows: file.rows,
      bytes: file.bytes,
      kept_until: formatInstant(reportGoneOn(file)),
      url: problem === null ? await linkTo(uuid, report, file, context) : null,
    },
    problem: problem && sentenceOf(problem),
  };
}

const linkTo = (uuid: string, report: Report, file: ReportFile, { runtime, caller }: RequestContext): Promise<string> =>
  runtime.files.link(reportKey(caller.workspace, uuid, file.making), {
    seconds: LINK_SECONDS,
    name: reportNameOf(report, file),
  });

/** Why a report has no address; null when it has one, or will have. */
function problemOf(report: Report, context: RequestContext): Refusal | null {
  const { caller, now } = context;
  const { file, problem } = report;
  if (problem === 'gone') return { code: 'rows_gone' };
  if (file === null) return isBeingMade(report, now) ? null : { code: 'report_not_made' };
  if (reportGoneOn(file) <= now) return { code: 'report_gone' };
  if (caller.role === 'viewer') return { code: 'report_not_for_viewers' };
  return report.rows === 'refused' && !quotes(context) ? { code: 'report_has_addresses' } : null;
}

import type * as z from 'zod/mini';
import type { ImportId } from '../../shared/domain/ids.ts';
import type { Import } from '../../shared/domain/imports/plan.ts';
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
import { fileLink } from '../../shared/lambda/file-link.ts';
import { sentenceOf } from '../../shared/lambda/refusals.ts';
import type { reportSchema } from './answers.schema.ts';
import { quotes } from './present.ts';

type Shown = z.output<typeof reportSchema>;

/** The report of the last preview; an earlier preview had other rows. */
export const reportOf = ({ report, job }: Import): Report | null => (report?.job === job ? report : null);

/** The state of a report, with its file's address. */
export function showReport({ uuid, erasedOn }: Import, report: Report, context: RequestContext): Shown {
  const { file } = report;
  const problem = erasedOn === undefined ? problemOf(report, context) : ERASED;
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
      url: problem === null ? linkTo(uuid, file, context) : null,
    },
    problem: problem && sentenceOf(problem),
  };
}

const linkTo = (uuid: ImportId, { making }: ReportFile, context: RequestContext): string =>
  fileLink({ kind: 'report', workspace: context.caller.workspace, uuid }, making, context);

const ERASED: Refusal = { code: 'report_erased' };

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

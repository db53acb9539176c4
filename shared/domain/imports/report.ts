import { csvBegin, csvRow } from '../exports/csv.ts';
import { escapeFormula } from '../exports/escape-formula.ts';
import type { ContactId, JobId } from '../ids.ts';
import { addDays, dayOf, type Instant } from '../instant.ts';
import type { Outcome } from '../jobs/outcome.ts';
import type { FailReason, SkipReason } from '../jobs/verdict.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { type Refused, unquoted } from './record.ts';

/** What has become of the rows of an import, as a file: asked for, then made. */
export interface Report {
  /** By which who makes it knows that it is the one that is waited for. */
  readonly attempt: string;
  /** Of which preview's rows it is. */
  readonly job: JobId;
  readonly askedOn: Instant;
  /** Null until it is made. */
  readonly file: ReportFile | null;
  /** Why it was not made: what was read of the files is gone, or it was tried to the end. */
  readonly problem: 'gone' | 'given_up' | null;
}

export interface ReportFile {
  /** Which of several makings of it counts. */
  readonly making: string;
  readonly rows: number;
  readonly bytes: number;
  readonly madeOn: Instant;
}

/** For so long a report that was asked for is waited for: as long as what makes it may run, and twice more. */
const PATIENCE_MICROS = 3 * 15 * 60_000_000;

/** Whether it is being made, as far as is known: a message may be lost. */
export const isBeingMade = ({ file, problem, askedOn }: Report, now: Instant): boolean =>
  file === null && problem === null && now < askedOn + PATIENCE_MICROS;

/** Files of imports are kept for a day. */
export const reportGoneOn = ({ madeOn }: ReportFile): Instant => addDays(madeOn, 1);

export const reportNameOf = ({ madeOn }: ReportFile): string => `import-report-${dayOf(madeOn)}.csv`;

/** One line of a report. */
export interface ReportLine {
  readonly file: string;
  /** As the editor or spreadsheet shows it, from 1. */
  readonly line: number;
  /**
   * Of a row that was refused by the preview `invalid`; else what the job did: `pending` is what it has not come to (and will not, when it has
   * ended).
   */
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed' | 'invalid' | 'pending';
  /** The API's word for it. */
  readonly reason: string;
  readonly detail: Refusal | null;
  /** The column whose cell is wrong. */
  readonly column: string;
  /** Null when there is none, or none any more. */
  readonly contact: ContactId | null;
}

const HEADERS = ['file', 'line', 'outcome', 'reason', 'detail', 'column', 'contact'] as const;

/** A report as CSV. No cell of it runs anything in a spreadsheet, and none says what a cell of the import said. */
export const reportHead: string = csvBegin(HEADERS);

/** @param said - its detail in words */
export const reportLine = (one: ReportLine, said: string): string =>
  csvRow([
    ...[escapeFormula(one.file), String(one.line), one.outcome, one.reason],
    ...[escapeFormula(said), escapeFormula(one.column), one.contact ?? ''],
  ]);

/** The line of a row that was refused. */
export const refusedLine = ({ line, reason, problem, column = '' }: Refused, file: string): ReportLine => ({
  ...{ file, line, outcome: 'invalid', reason, detail: unquoted({ reason, problem }), column, contact: null },
});

/** Why a row that has a contact was not carried out. */
const UNDONE: Readonly<Partial<Record<SkipReason | FailReason, Refusal>>> = {
  deleted: { code: 'run_deleted' },
  address_taken: { code: 'run_address_taken' },
  too_large: { code: 'cell_too_large' },
  rows_gone: { code: 'run_rows_gone' },
  worker: { code: 'run_worker' },
  error: { code: 'run_error' },
  too_many_jobs: { code: 'run_too_many_jobs' },
};

/** The line of a row that has a contact. @param contact - null when that is not there, or deleted */
export function outcomeLine(
  { file, line }: Pick<ReportLine, 'file' | 'line'>,
  outcome: Outcome | null,
  contact: ContactId | null,
): ReportLine {
  const reason = outcome !== null && 'reason' in outcome.verdict ? outcome.verdict.reason : '';
  return {
    file,
    line,
    outcome: shown(outcome),
    reason,
    detail: UNDONE[reason as SkipReason | FailReason] ?? null,
    column: '',
    contact,
  };
}

function shown(outcome: Outcome | null): ReportLine['outcome'] {
  if (outcome === null) return 'pending';
  const { verdict } = outcome;
  if (verdict.outcome !== 'changed') return verdict.outcome;
  return verdict.created ? 'created' : 'updated';
}

import { type Refused, unquoted } from '../cells/record.ts';
import type { Contact } from '../contacts/contact.ts';
import { isOut } from '../contacts/opt-out/imported.ts';
import { csvBegin, csvRow } from '../exports/csv.ts';
import type { ContactId, JobId } from '../ids.ts';
import { addDays, dayOf, type Instant } from '../instant.ts';
import type { Refusal } from '../refusals/refusal.ts';
import type { FailReason, SkipReason, Verdict } from '../selection/verdict.ts';
import { escapeFormula } from '../text/escape-formula.ts';
import type { Row } from './row.ts';

/** What a report has: the result of each row, or the refused rows themselves. */
export const REPORT_ROWS = ['all', 'refused'] as const;
export type ReportRows = (typeof REPORT_ROWS)[number];

/** An import's rows as a file: requested, then made. */
export interface Report {
  readonly rows: ReportRows;
  /** Identifies the latest request. */
  readonly attempt: string;
  /** The preview that read the rows. */
  readonly job: JobId;
  readonly askedOn: Instant;
  /** Null until it is made. */
  readonly file: ReportFile | null;
  /** Why it was not made: the read rows are gone, or all attempts failed. */
  readonly problem: 'gone' | 'given_up' | null;
}

export interface ReportFile {
  /** Which of several attempts counts. */
  readonly making: string;
  readonly rows: number;
  readonly bytes: number;
  readonly madeOn: Instant;
}

/** How long a requested report is awaited: three times as long as its making may take. */
const PATIENCE_MICROS = 3 * 15 * 60_000_000;

/** Whether it is being made, as far as known; a message may be lost. */
export const isBeingMade = ({ file, problem, askedOn }: Report, now: Instant): boolean =>
  file === null && problem === null && now < askedOn + PATIENCE_MICROS;

/** Files of imports are kept for a day. */
export const reportGoneOn = ({ madeOn }: ReportFile): Instant => addDays(madeOn, 1);

export const reportNameOf = ({ rows }: Pick<Report, 'rows'>, { madeOn }: ReportFile): string =>
  `import-${rows === 'all' ? 'report' : 'refused'}-${dayOf(madeOn)}.csv`;

/** One line of a report. */
export interface ReportLine {
  readonly file: string;
  /** As spreadsheets or editors show it, from 1. */
  readonly line: number;
  /** `invalid`: the preview refused the row; else the job's result, `pending` before (or for ever, if it ended). */
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed' | 'invalid' | 'pending';
  /** The API's word for it. */
  readonly reason: string;
  readonly detail: Refusal | null;
  /** The column of a wrong cell. */
  readonly column: string;
  /** Null without a contact, or after its deletion. */
  readonly contact: ContactId | null;
  /** Of a row that says that its person wants no messages: whether that was carried out. Empty for any other. */
  readonly optOut: '' | 'done' | 'overtaken' | 'lost' | 'pending';
}

const HEADERS = ['file', 'line', 'outcome', 'reason', 'detail', 'column', 'contact', 'opt_out'] as const;

/** A report as CSV. Spreadsheets run none of its cells, and none quotes a cell of the import. */
export const reportHead: string = csvBegin(HEADERS);

/** @param said - the detail as a sentence */
export const reportLine = (one: ReportLine, said: string): string =>
  csvRow([
    ...[escapeFormula(one.file), String(one.line), one.outcome, one.reason],
    ...[escapeFormula(said), escapeFormula(one.column), one.contact ?? '', one.optOut],
  ]);

/** The line of a refused row. */
export const refusedLine = ({ line, reason, problem, column = '', lostOptOut }: Refused, file: string): ReportLine => ({
  file,
  line,
  outcome: 'invalid',
  reason,
  detail: unquoted({ reason, problem }),
  column,
  contact: null,
  optOut: lostOptOut ? 'lost' : '',
});

/** Whether a job has carried out an opt-out by such a verdict; of a taken address its owner has opted out. */
export const carriesOptOut = (verdict: Verdict): boolean =>
  verdict.outcome === 'changed' ||
  verdict.outcome === 'unchanged' ||
  (verdict.outcome === 'failed' && verdict.reason === 'address_taken');

/** What a job made of a row's contact. */
type Outcome = { readonly verdict: Verdict };

/** What became of the opt-out of a row. @param contact - null when it does not exist, or is deleted */
export function optOutOfLine(row: Row, outcome: Outcome | null, contact: Contact | null): ReportLine['optOut'] {
  if (!isOut(row)) return '';
  if (outcome === null) return 'pending';
  if (!carriesOptOut(outcome.verdict)) return 'lost';
  return contact !== null && contact.optOut === null ? 'overtaken' : 'done';
}

/** Why a row with a contact was not carried out. */
const UNDONE: Readonly<Partial<Record<SkipReason | FailReason, Refusal>>> = {
  deleted: { code: 'run_deleted' },
  address_taken: { code: 'run_address_taken' },
  too_large: { code: 'cell_too_large' },
  rows_gone: { code: 'run_rows_gone' },
  worker: { code: 'run_worker' },
  error: { code: 'run_error' },
  too_many_jobs: { code: 'run_too_many_jobs' },
};

/**
 * The line of a row with a contact.
 * @param contact - null when it does not exist, or is deleted
 */
export function outcomeLine(
  { file, line, optOut }: Pick<ReportLine, 'file' | 'line' | 'optOut'>,
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
    optOut,
  };
}

function shown(outcome: Outcome | null): ReportLine['outcome'] {
  if (outcome === null) return 'pending';
  const { verdict } = outcome;
  if (verdict.outcome !== 'changed') return verdict.outcome;
  return verdict.created ? 'created' : 'updated';
}

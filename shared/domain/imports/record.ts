import { asStored, type Refusal } from '../refusals/refusal.ts';
import type { JsonObject } from './json.ts';

/** What one person has in a file, before its columns have been given a meaning. */
export interface FileRecord {
  /** As the spreadsheet or editor shows it, from 1: of a CSV with line breaks in quotes, the line on which the record begins. */
  readonly line: number;
  /** Columns and texts, in their order; a column may come several times. */
  readonly cells: readonly (readonly [column: string, text: string])[];
  /** Its texts are as they were in the workspace, to the letter: it is of an export of this service that makes no cell harmless. */
  readonly exact?: true;
  /** What its cells were made of, when it is a person of Amazon Pinpoint. */
  readonly endpoints?: readonly JsonObject[];
}

/** Why rows are refused; and what is said of it without what stands in the row. Null: its own refusal says nothing of that. */
const UNQUOTED = {
  no_address: null,
  invalid_address: { code: 'cell_no_address' },
  shortened_number: { code: 'cell_shortened' },
  invalid_uuid: { code: 'cell_no_uuid' },
  invalid_language: { code: 'no_language' },
  invalid_status: { code: 'cell_no_status' },
  invalid_time: { code: 'cell_no_time' },
  future_time: { code: 'cell_future' },
  invalid_flag: { code: 'cell_no_flag' },
  invalid_group: { code: 'cell_no_group' },
  conflict: { code: 'cell_conflict' },
  too_many_cells: null,
  too_large: { code: 'cell_too_large' },
  bad_encoding: { code: 'cell_bad_encoding' },
  not_json: null,
  duplicate: null,
  several_contacts: null,
  address_taken: null,
  deleted: null,
} as const satisfies Readonly<Record<string, Refusal | null>>;

export type RowReason = keyof typeof UNQUOTED;
export const ROW_REASONS = Object.keys(UNQUOTED) as RowReason[];

/** A record that is not imported: which, and why. */
export interface Refused {
  /** Number of the file, from 0. */
  readonly file: number;
  readonly line: number;
  /** Its number among the records of its file: lines may come several times. Not of what an earlier release has read. */
  readonly number?: number;
  readonly reason: RowReason;
  /** It may quote a cell. */
  readonly problem: Refusal;
  /** The column whose cell is wrong, where it is one. */
  readonly column?: string;
}

/** What is wrong with a record, where the line is known to who reads it. */
export type Wrong = Pick<Refused, 'reason' | 'problem' | 'column'>;

export const wrong = (reason: RowReason, problem: Refusal): Wrong => ({ reason, problem });

/** Why a row is refused, without what stands in it. */
export const unquoted = ({ reason, problem }: Wrong): Refusal => UNQUOTED[reason] ?? problem;

/** A refused row as it was stored: by releases up to 0.1 with a sentence, which names the column. */
export const refusedAsStored = (stored: Refused | (Omit<Refused, 'problem'> & { readonly text: string })): Refused => {
  if ('problem' in stored) return stored;
  const { text, column: _, ...refused } = stored;
  return { ...refused, problem: asStored(text) };
};

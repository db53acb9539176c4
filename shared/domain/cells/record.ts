import type { Refusal } from '../refusals/refusal.ts';

/** A person's record in a file, before its columns have targets. */
export interface FileRecord {
  /** As spreadsheets or editors show it, from 1: in a CSV with line breaks in quotes, the record's first line. */
  readonly line: number;
  /** Columns and texts in order; a column may come several times. */
  readonly cells: readonly (readonly [column: string, text: string])[];
  /** Its texts are literal: it is from this service's own export without escaped cells. */
  readonly exact?: true;
  /** Its cells were made of a person's endpoints in Amazon Pinpoint. */
  readonly ofEndpoints?: true;
}

/** The reasons for refused rows, each in words that fit every such row. */
const REASONS = {
  no_address: { code: 'row_nothing' },
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
  too_many_cells: { code: 'cell_too_many' },
  too_few_cells: { code: 'cell_too_few' },
  too_large: { code: 'cell_too_large' },
  bad_encoding: { code: 'cell_bad_encoding' },
  not_json: { code: 'row_not_json' },
  duplicate: { code: 'cell_duplicate' },
  several_contacts: { code: 'row_several' },
  address_taken: { code: 'row_taken' },
  deleted: { code: 'row_deleted' },
} as const satisfies Readonly<Record<string, Refusal>>;

export type RowReason = keyof typeof REASONS;
export const ROW_REASONS = Object.keys(REASONS) as RowReason[];

/** A row's own words quote nothing of it. */
const QUOTELESS: readonly RowReason[] = [
  ...(['no_address', 'too_many_cells', 'too_few_cells', 'not_json'] as const),
  ...(['duplicate', 'several_contacts', 'address_taken', 'deleted'] as const),
];

/** A record that is not imported, and why. */
export interface Refused {
  /** The file's number, from 0. */
  readonly file: number;
  readonly line: number;
  /** Its number among its file's records, because lines may repeat. */
  readonly number: number;
  readonly reason: RowReason;
  /** It may quote a cell. */
  readonly problem: Refusal;
  /** The column of a wrong cell, if any. */
  readonly column?: string;
  /** The wrong cell as it stands, without outer spaces. */
  readonly cell?: string;
  /** The cell may say that the person has opted out. */
  readonly unread?: true;
  /** The row says that its person wants no messages, and nobody was found who gets none by it. */
  readonly lostOptOut?: true;
}

/** What is wrong with a record; the caller knows the line. */
export type Wrong = Pick<Refused, 'reason' | 'problem' | 'column' | 'cell' | 'unread' | 'lostOptOut'>;

export const wrong = (reason: RowReason, problem: Refusal): Wrong => ({ reason, problem });

/** What is wrong with many rows, in words that fit each of them. */
export const shared = (reason: RowReason): Refusal => REASONS[reason];

/** Why a row is refused, without quoting it. */
export const unquoted = ({ reason, problem }: Wrong): Refusal =>
  QUOTELESS.includes(reason) ? problem : shared(reason);

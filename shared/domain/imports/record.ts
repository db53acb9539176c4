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

/** The reasons for refused rows, with a refusal that does not quote the row; null: the row's own does not quote it. */
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
  too_few_cells: null,
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

/** Why a row is refused, without quoting it. */
export const unquoted = ({ reason, problem }: Wrong): Refusal => UNQUOTED[reason] ?? problem;

/** What is wrong with many rows, in words that fit each of them. */
export function shared(reason: RowReason): Refusal {
  switch (reason) {
    case 'no_address':
      return { code: 'row_nothing' };
    case 'too_many_cells':
      return { code: 'cell_too_many' };
    case 'too_few_cells':
      return { code: 'cell_too_few' };
    case 'not_json':
      return { code: 'row_not_json' };
    case 'duplicate':
      return { code: 'cell_duplicate' };
    case 'several_contacts':
      return { code: 'row_several' };
    case 'address_taken':
      return { code: 'row_taken' };
    case 'deleted':
      return { code: 'row_deleted' };
    default:
      return UNQUOTED[reason];
  }
}

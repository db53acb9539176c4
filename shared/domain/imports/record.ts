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

export const REFUSALS = [
  'no_address',
  'invalid_address',
  'shortened_number',
  'invalid_uuid',
  'invalid_language',
  'invalid_status',
  'invalid_time',
  'future_time',
  'invalid_flag',
  'invalid_group',
  'conflict',
  'too_many_cells',
  'too_large',
  'bad_encoding',
  'not_json',
  'duplicate',
  'several_contacts',
  'address_taken',
  'deleted',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** A record that is not imported: which, and why. */
export interface Refused {
  /** Number of the file, from 0. */
  readonly file: number;
  readonly line: number;
  /** Its number among the records of its file: lines may come several times. Not of what an earlier release has read. */
  readonly number?: number;
  readonly reason: Refusal;
  /** In words, with what was found; it may quote a cell. */
  readonly text: string;
  /** The column whose cell is wrong, where it is one. */
  readonly column?: string;
}

/** What is wrong with a record, where the line is known to who reads it. */
export type Wrong = Pick<Refused, 'reason' | 'text' | 'column'>;

export const wrong = (reason: Refusal, text: string): Wrong => ({ reason, text });

import type { ContactId, ImportId, JobId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Refusal } from '../refusals/refusal.ts';
import type { FieldType } from '../workspace.ts';
import type { ConsentFinding } from './consent/finding.ts';
import type { Refused } from './record.ts';
import type { Report } from './report.ts';
import type { Row } from './row.ts';
import type { TargetText } from './target.ts';
import type { PullFrom } from './textit/pull.ts';

export const FORMATS = [
  'csv',
  'jsonl',
  'xlsx',
  'pinpoint',
  'pinpoint_segments',
  'ses_contacts',
  'ses_suppression',
  'addresses',
  'mailchimp',
] as const;
export type Format = (typeof FORMATS)[number];

/** What a caller says of one file; what it leaves out is found out. */
export interface FileSpec {
  readonly name: string;
  /** Whether everybody in it has opted out; absent: nobody said. */
  readonly optedOut?: boolean;
  /** The group that everybody in it joins; null: none, whatever its name says; absent: found out. */
  readonly group?: string | null;
  /** Of a file that this service has pulled from elsewhere: names of its parts, in their order. */
  readonly parts?: readonly string[];
}

/** What an import was made with. Its job, once it is previewed, does the rest. */
export interface Import {
  readonly uuid: ImportId;
  readonly name: string;
  readonly files: readonly FileSpec[];
  /** Null: found out from each file. */
  readonly format: Format | null;
  /** Only of the columns that are not to be guessed. */
  readonly mapping: Readonly<Record<string, TargetText>>;
  /** By column, file, entry or sheet: why somebody says that it is about something else than consent to messages. */
  readonly dismissed: Readonly<Record<string, string>>;
  /** By file, entry or sheet: whether everybody in it has opted out. */
  readonly optedOut: Readonly<Record<string, boolean>>;
  /** Code page of files that are not UTF-8 or UTF-16; `windows-1252` when null. */
  readonly encoding: string | null;
  /** A group that every active contact of it joins. */
  readonly group: string | null;
  /** The last preview of it; null before there is one. */
  readonly job: JobId | null;
  /** What has become of each row, as a file, when that was asked for last; null before. */
  readonly report: Report | null;
  /** Its contacts are pulled from there; absent: its files are uploaded. */
  readonly pull?: PullFrom;
  readonly createdBy: string;
  readonly createdOn: Instant;
}

/** A field or a group that there is not yet. */
export interface NewField {
  readonly name: string;
  readonly type: FieldType;
}

/** A smart group that there is not yet, by its query in normal form. */
export interface NewSmartGroup {
  readonly name: string;
  readonly query: string;
}

/** Rows of one slice, in the order of its manifest. */
export interface Part {
  readonly contacts: readonly ContactId[];
  readonly rows: readonly PartRow[];
}

export interface PartRow {
  readonly file: number;
  readonly line: number;
  /** Its number among the records of its file: lines may come several times. Not of what an earlier release has read. */
  readonly number?: number;
  readonly row: Row;
  /** Nobody was there whose row it is when the files were read. */
  readonly isNew?: true;
}

/** What a preview has found. */
export interface Plan {
  /** Which of several readings of the files counts. */
  readonly attempt: string;
  readonly files: readonly { readonly name: string; readonly format: Format; readonly rows: number }[];
  readonly columns: readonly {
    readonly column: string;
    readonly target: TargetText;
    readonly examples: readonly string[];
  }[];
  /** Absent: nothing in the files speaks of consent, or an earlier release has read them. */
  readonly consent?: readonly ConsentFinding[];
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly invalid: number;
  readonly duplicates: number;
  readonly optOuts: { readonly given: number; readonly kept: number };
  readonly newFields: readonly NewField[];
  readonly newGroups: readonly string[];
  /** Absent: none. */
  readonly newSmartGroups?: readonly NewSmartGroup[];
  readonly warnings: readonly Refusal[];
  /** The first of those that are refused. */
  readonly refused: readonly Refused[];
  /** Slices, and files of refused rows. */
  readonly parts: number;
  readonly refusedParts: number;
}

/** Where the files of an import lie. */
export const importFolder = (workspace: string, uuid: string): string => `imports/${workspace}/${uuid}`;
export const uploadKey = (workspace: string, uuid: string, file: number): string =>
  `${importFolder(workspace, uuid)}/upload/${file}`;
export const pulledKey = (workspace: string, uuid: string, part: string): string =>
  `${importFolder(workspace, uuid)}/pulled/${part}`;
/** What the source of a pull has besides contacts. */
export const sourceKey = (workspace: string, uuid: string): string => `${importFolder(workspace, uuid)}/source.json`;
export const planKey = (workspace: string, uuid: string, job: string): string =>
  `${importFolder(workspace, uuid)}/${job}/plan.json`;
export const partKey = (workspace: string, uuid: string, job: string, attempt: string, slice: number): string =>
  `${importFolder(workspace, uuid)}/${job}/${attempt}/rows/${slice}`;
export const refusedKey = (workspace: string, uuid: string, job: string, attempt: string, part: number): string =>
  `${importFolder(workspace, uuid)}/${job}/${attempt}/refused/${part}`;
export const reportKey = (workspace: string, uuid: string, making: string): string =>
  `${importFolder(workspace, uuid)}/report/${making}`;
export const problemKey = (workspace: string, uuid: string, job: string): string =>
  `${importFolder(workspace, uuid)}/${job}/problem.json`;

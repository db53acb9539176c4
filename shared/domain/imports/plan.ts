import type { DateStyle } from '../../query/values/civil.ts';
import type { CellValues } from '../cells/cell.ts';
import type { Refused } from '../cells/record.ts';
import type { Foreseen } from '../costs/forecast.ts';
import type { ContactId, ImportId, JobId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Refusal } from '../refusals/refusal.ts';
import type { FieldType } from '../workspace.ts';
import type { RowProblem } from './problems.ts';
import type { Recalled } from './recalled.ts';
import type { Candidate, Declared, RefusalQuestion, StandingCells } from './refusals.ts';
import type { Report } from './report.ts';
import type { Row } from './row.ts';
import type { TargetText } from './target.ts';
import type { PullFrom } from './textit/pull.ts';

export const FORMATS = [
  'csv',
  'jsonl',
  'xlsx',
  'pinpoint',
  'ses_contacts',
  'ses_suppression',
  'addresses',
  'mailchimp',
  'google_contacts',
] as const;
export type Format = (typeof FORMATS)[number];

/** What a caller says of a file; the rest is found out. */
export interface FileSpec {
  readonly name: string;
  /** The group that everybody in it joins; null: none, whatever its name says; absent: found out. */
  readonly group?: string | null;
  /** For a pulled file: the names of its parts, in order. */
  readonly parts?: readonly string[];
}

/** What an import was made with. After a preview, its job does the rest. */
export interface Import {
  readonly uuid: ImportId;
  readonly name: string;
  readonly files: readonly FileSpec[];
  /** Null: found out for each file. */
  readonly format: Format | null;
  /** Only columns that are not guessed. */
  readonly mapping: Readonly<Record<string, TargetText>>;
  /** Who wants no messages; null: nobody has said. */
  readonly declared: Declared | null;
  /** The saved mapping that learns which cells its declaration has seen. */
  readonly savedAs?: string;
  /** Of files in neither UTF-8 nor UTF-16; null: found out. */
  readonly encoding: string | null;
  /** A group that each of its active contacts joins. */
  readonly group: string | null;
  /** ISO 3166 alpha-2 for its numbers without a country code; null: the workspace's. */
  readonly country: string | null;
  /** By column, what to read instead of a cell. */
  readonly values: CellValues;
  /** How the last one with the same columns was read; only while its files are read. */
  readonly recalled?: Recalled | null;
  /** The job of its last preview, or null. */
  readonly job: JobId | null;
  /** Its last requested report, or null. */
  readonly report: Report | null;
  /** Where its contacts are pulled from; absent for uploaded files. */
  readonly pull?: PullFrom;
  readonly createdBy: string;
  readonly createdOn: Instant;
  /** As far as its files were checked, nobody in them was deleted for good; absent: never checked. */
  readonly checkedOn?: Instant;
  /** When its files were removed, because somebody in them was deleted for good. */
  readonly erasedOn?: Instant;
}

/** How an import is read. */
export type Reading = Pick<Import, 'format' | 'mapping' | 'declared' | 'encoding' | 'group' | 'country' | 'values'>;

/** A field or group that does not exist yet. */
export interface NewField {
  readonly name: string;
  readonly type: FieldType;
}

/** A smart group that does not exist yet, with its query in normal form. */
export interface NewSmartGroup {
  readonly name: string;
  readonly query: string;
}

/** Rows of one slice, in the order of its manifest. */
export interface Part {
  readonly contacts: readonly ContactId[];
  readonly rows: readonly PartRow[];
  readonly foreseen: Foreseen;
}

export interface PartRow {
  readonly file: number;
  readonly line: number;
  /** Its number among its file's records: lines are not unique, since a sheet begins anew with the first. */
  readonly number: number;
  readonly row: Row;
  /** Its contact did not exist when the files were read. */
  readonly isNew?: true;
}

/** What becomes of the rows that are imported. */
export const FATES = ['created', 'updated', 'unchanged'] as const;
export type Fate = (typeof FATES)[number];

/** How many people of each fate an import has, and how many of them want no messages by their rows. */
export const peopleByFate = (counts: Readonly<Record<Fate, number>>, out: Readonly<Record<string, number>>) => {
  const people = (fate: Fate) => ({ contacts: counts[fate], want_none: out[`${fate}_out`] ?? 0 });
  return { created: people('created'), updated: people('updated'), unchanged: people('unchanged') };
};

/** What rows say of who wants no messages. */
interface OptOutsFound {
  /** Rows of contacts. */
  readonly found: number;
  readonly given: number;
  /** Whose row says active. */
  readonly kept: number;
  /** Who has opted in since. */
  readonly overtaken: number;
  /** Refused rows of nobody. */
  readonly notFound: number;
  /** Rows of contacts by what becomes of these. */
  readonly created_out: number;
  readonly updated_out: number;
  readonly unchanged_out: number;
}

/** How a text reads by one encoding, with some of its cells. */
export interface TextReading {
  readonly encoding: string;
  readonly examples: readonly string[];
}

/** The findings of a preview. */
export interface Plan {
  readonly files: readonly {
    readonly name: string;
    readonly format: Format;
    readonly rows: number;
    /** Everybody in it has opted out. */
    readonly optedOut?: true;
    /** Of a text in neither UTF-8 nor UTF-16: by the encoding that was taken, and then by others. */
    readonly readings?: readonly TextReading[];
  }[];
  readonly columns: readonly {
    readonly column: string;
    readonly target: TargetText;
    readonly examples: readonly string[];
    /** What each example gives its contact; null: it refuses its row. */
    readonly becomes: readonly (string | null)[];
    /** How its days are written, as they or an earlier import show it. */
    readonly order?: DateStyle;
  }[];
  /** Names all columns together; absent: their files say by themselves what they are. */
  readonly columnsKey?: string;
  /** The import by which columns are read. */
  readonly columnsFrom?: Pick<Recalled, 'import' | 'name' | 'on'>;
  readonly candidates: readonly Candidate[];
  /** What is asked before it can be run; null: it is known who wants no messages. */
  readonly asking: RefusalQuestion | null;
  /** What a saved mapping keeps with its declaration. */
  readonly seen: StandingCells;
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** What all contacts of each fate together consume, and what reading the files did. */
  readonly foreseen: Readonly<Record<Fate, Foreseen>>;
  readonly readUnits: number;
  readonly invalid: number;
  readonly duplicates: number;
  readonly optOuts: OptOutsFound;
  /** The first rows that say that somebody wants no messages whom nobody found. */
  readonly lostRows: readonly Pick<Refused, 'file' | 'line'>[];
  readonly newFields: readonly NewField[];
  readonly newGroups: readonly string[];
  readonly newSmartGroups: readonly NewSmartGroup[];
  readonly warnings: readonly Refusal[];
  /** The first refused ones. */
  readonly refused: readonly Refused[];
  /** All refused ones by what is wrong, first those that block it. */
  readonly problems: readonly RowProblem[];
  /** Slices, and files of refused rows. */
  readonly parts: number;
  readonly refusedParts: number;
  /** Lists of the contacts whom refused rows name. */
  readonly named: number;
  /** The ranges of its files, in order, each with its share of these numbers. Small files are one range. */
  readonly ranges: readonly RangeFiles[];
}

/** What was written of one range. */
export interface RangeFiles {
  /** Which of several readings of it counts. */
  readonly attempt: string;
  readonly parts: number;
  readonly refusedParts: number;
  readonly named: number;
}

/** Parts of imported rows, of refused rows, and lists of the contacts whom these name. */
const PART_KINDS = { parts: 'rows', refusedParts: 'refused', named: 'named' } as const;
export type PartKind = keyof typeof PART_KINDS;

/** The key of a numbered part of a range. */
export const partOfRange = (
  { workspace, uuid, job }: ReadBy,
  kind: PartKind,
  attempt: string,
  number: number,
): string => `${importFolder(workspace, uuid)}${job}/${attempt}/${PART_KINDS[kind]}/${number}`;

/** The key of a numbered part of a plan: it lies in one of its ranges, by its own number there. */
export function partKey(by: ReadBy, { ranges }: Pick<Plan, 'ranges'>, kind: PartKind, number: number): string {
  let left = number;
  for (const range of ranges) {
    if (left < range[kind]) return partOfRange(by, kind, range.attempt, left);
    left -= range[kind];
  }
  return partOfRange(by, kind, 'none', left);
}

/** An import, and the job that has read its files. */
export interface ReadBy {
  readonly workspace: string;
  readonly uuid: string;
  readonly job: string;
}

/** Why an import cannot be run as it was read, or null. No opt-out may be left open, and somebody must be in it. */
export function blockOf({ asking, problems, rows, parts }: Plan): Refusal | null {
  if (asking !== null) return asking.refusal;
  const unread = new Set(problems.flatMap(({ blocks, column }) => (blocks && column !== null ? [column] : [])));
  if (unread.size > 0) return { code: 'opt_outs_unread', columns: [...unread].join(', ') };
  return rows > 0 && parts === 0 ? { code: 'all_rows_refused', rows } : null;
}

/** The prefix of all imports' files of a workspace, and of one's. */
export const importsFolder = (workspace: string): string => `imports/${workspace}/`;
export const importFolder = (workspace: string, uuid: string): string => `${importsFolder(workspace)}${uuid}/`;
export const uploadKey = (workspace: string, uuid: string, file: number): string =>
  `${importFolder(workspace, uuid)}upload/${file}`;
export const pulledKey = (workspace: string, uuid: string, part: string): string =>
  `${importFolder(workspace, uuid)}pulled/${part}`;
/** What the source of a pull has besides contacts. */
export const sourceKey = (workspace: string, uuid: string): string => `${importFolder(workspace, uuid)}source`;
export const planKey = ({ workspace, uuid, job }: ReadBy): string => `${importFolder(workspace, uuid)}${job}/plan`;
/** What is noted while files are read in ranges. */
export const rangesFolder = (workspace: string, uuid: string, job: string): string =>
  `${importFolder(workspace, uuid)}${job}/ranges/`;
export const reportKey = (workspace: string, uuid: string, making: string): string =>
  `${importFolder(workspace, uuid)}report/${making}`;
export const problemKey = ({ workspace, uuid, job }: ReadBy): string =>
  `${importFolder(workspace, uuid)}${job}/problem`;

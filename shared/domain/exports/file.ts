import { addDays, dayOf, type Instant } from '../instant.ts';

export const EXPORT_FORMATS = ['csv', 'jsonl', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The file of an export that is completed. */
export interface ExportFile {
  /** Which of several makings of it counts. */
  readonly attempt: string;
  /** People in it, and people who were deleted between the reading of their slice and the making of the file: those are not. */
  readonly rows: number;
  readonly deleted: number;
  readonly bytes: number;
  /** Whether it was made for an anonymous workspace: no address is in it. */
  readonly anon: boolean;
  readonly madeOn: Instant;
}

/** Days for which the file of an export, and the parts that it is made of, are kept. */
const KEPT_DAYS = 1;

/** When the file of an export is there no more. */
export const fileGoneOn = ({ madeOn }: Pick<ExportFile, 'madeOn'>): Instant => addDays(madeOn, KEPT_DAYS);

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const contentTypeOf = (format: ExportFormat): string => TYPES[format];

/** What the file is called where it is saved. */
export const fileNameOf = (format: ExportFormat, { madeOn }: Pick<ExportFile, 'madeOn'>): string =>
  `contacts-${dayOf(madeOn)}.${format}`;

/** Where the files of an export lie. */
const folderOf = (workspace: string, job: string): string => `exports/${workspace}/${job}`;
export const exportPartKey = (workspace: string, job: string, slice: number): string =>
  `${folderOf(workspace, job)}/parts/${slice}`;
export const exportFileKey = (workspace: string, job: string, attempt: string): string =>
  `${folderOf(workspace, job)}/file/${attempt}`;

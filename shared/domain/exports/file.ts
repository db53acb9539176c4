import { addDays, dayOf, type Instant } from '../instant.ts';

export const EXPORT_FORMATS = ['csv', 'jsonl', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportFile {
  /** Which of several attempts counts. */
  readonly attempt: string;
  /** People in the file, and those deleted after their slice was read, who are not in it. */
  readonly rows: number;
  readonly deleted: number;
  readonly bytes: number;
  /** Whether it was made for an anonymous workspace, without addresses. */
  readonly anon: boolean;
  readonly madeOn: Instant;
}

/** Days for which an export's file and parts are kept. */
const KEPT_DAYS = 1;

export const fileGoneOn = ({ madeOn }: Pick<ExportFile, 'madeOn'>): Instant => addDays(madeOn, KEPT_DAYS);

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const contentTypeOf = (format: ExportFormat): string => TYPES[format];

export const fileNameOf = (format: ExportFormat, { madeOn }: Pick<ExportFile, 'madeOn'>): string =>
  `contacts-${dayOf(madeOn)}.${format}`;

const folderOf = (workspace: string, job: string): string => `exports/${workspace}/${job}`;
export const exportPartKey = (workspace: string, job: string, slice: number): string =>
  `${folderOf(workspace, job)}/parts/${slice}`;
export const exportFileKey = (workspace: string, job: string, attempt: string): string =>
  `${folderOf(workspace, job)}/file/${attempt}`;

import { addDays, dayOf, type Instant } from '../instant.ts';

export const EXPORT_FORMATS = ['csv', 'jsonl', 'xlsx', 'parquet'] as const;
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
  /** How many lists of the people in it lie beside it. */
  readonly people: number;
  /** Nobody in it was deleted before; since its making began, or as far as it was checked. */
  readonly checkedOn: Instant;
  /** When it was removed, because somebody in it was deleted for good. */
  readonly erasedOn?: Instant;
}

/** Days for which an export's file and parts are kept. */
const KEPT_DAYS = 1;

export const fileGoneOn = ({ madeOn }: Pick<ExportFile, 'madeOn'>): Instant => addDays(madeOn, KEPT_DAYS);

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
};

export const contentTypeOf = (format: ExportFormat): string => TYPES[format];

export const fileNameOf = (format: ExportFormat, { madeOn }: Pick<ExportFile, 'madeOn'>): string =>
  `contacts-${dayOf(madeOn)}.${format}`;

/** The prefix of all exports of a workspace, of one, and of its parts. */
export const exportsFolder = (workspace: string): string => `exports/${workspace}/`;
export const exportFolder = (workspace: string, job: string): string => `${exportsFolder(workspace)}${job}/`;
export const exportPartsFolder = (workspace: string, job: string): string => `${exportFolder(workspace, job)}parts/`;
export const exportPartKey = (workspace: string, job: string, slice: number): string =>
  `${exportPartsFolder(workspace, job)}${slice}`;
/** What is made of its parts until there is a file. */
export const exportMakingFolder = (workspace: string, job: string): string => `${exportFolder(workspace, job)}making/`;
export const exportFileKey = (workspace: string, job: string, attempt: string): string =>
  `${exportFolder(workspace, job)}file/${attempt}`;
/** The lists of the people in a file are under numbers from 0. */
export const exportPeopleFolder = (workspace: string, job: string, attempt: string): string =>
  `${exportFolder(workspace, job)}people/${attempt}/`;

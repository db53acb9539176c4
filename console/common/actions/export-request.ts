import type { Texts } from '../texts/index.ts';

export type Format = keyof Texts['exports']['formats'];

interface ExportRequest {
  readonly format: Format;
  /** Empty for all columns that an import can read back. */
  readonly columns: readonly string[];
}

/** The request as one text, because the target of an action is a text. */
export const exportText = (request: ExportRequest): string => JSON.stringify(request);

/** A file for spreadsheets that an import can read back. */
export const DEFAULT_EXPORT = exportText({ format: 'xlsx', columns: [] });

/** The part of a job's body that asks for the export. A table of chosen columns is for people. */
export function exportBody(text: string) {
  const { format, columns } = JSON.parse(text) as ExportRequest;
  return columns.length === 0 ? { format } : { format, columns: [...columns], readable: isTable(format) };
}

const isTable = (format: Format): boolean => format === 'csv' || format === 'xlsx';

export const FORMATS = ['xlsx', 'csv', 'jsonl'] as const;
export type Format = (typeof FORMATS)[number];

/** What somebody wants of an export. */
export interface ExportRequest {
  readonly format: Format;
  /** Empty: all that an import takes back. */
  readonly columns: readonly string[];
}

/** A sheet knows what it needs by one text. */
export function exportText(wish: ExportRequest): string {
  return JSON.stringify(wish);
}

/** For spreadsheets, and an import. */
export const DEFAULT_EXPORT = exportText({ format: 'xlsx', columns: [] });

/** What of a job's body a wish is. */
export function exportBody(text: string): { readonly format: Format; readonly columns?: string[] } {
  const { format, columns } = JSON.parse(text) as ExportRequest;
  return columns.length === 0 ? { format } : { format, columns: [...columns] };
}

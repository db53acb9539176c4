import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { expect } from 'vitest';
import { encoded } from './encoded.ts';
import type { SentFile } from './import-files.ts';
import { excelSheet, textItSheets } from './spreadsheets.ts';

type Cell = string | number | boolean | null;
type Rows = readonly (readonly Cell[])[];

/** The content of a file as a case has it. */
type Content =
  | string
  | { readonly text: string; readonly as: BufferEncoding }
  | { readonly text: string; readonly in: string }
  | { readonly gzip: string }
  /** By entry. */
  | { readonly zip: Readonly<Record<string, string>> }
  /** Sheets as TextIt writes them, or one as Excel does, with the columns that are dates. */
  | { readonly textit: readonly Rows[]; readonly titles?: readonly string[] }
  | { readonly excel: Rows; readonly dates: readonly number[] };

/** Files, what their preview finds, and who there is when they have been imported. */
export interface ReadingCase {
  readonly label: string;
  readonly files: readonly (Omit<SentFile, 'content'> & { readonly content: Content })[];
  /** Files that were imported before. */
  readonly before?: ReadingCase['files'];
  /** What is declared; absent: what the preview preselects. */
  readonly refusals?: object;
  readonly preview: object;
  /** By URN. */
  readonly contacts: Readonly<Record<string, object>>;
}

export function contentOf(content: Content): Buffer | string {
  if (typeof content === 'string') return content;
  if ('in' in content) return encoded(content.text, content.in);
  if ('text' in content) return Buffer.from(content.text, content.as);
  if ('gzip' in content) return gzipSync(content.gzip);
  if ('textit' in content) return textItSheets(content.textit, content.titles && [...content.titles]);
  if ('excel' in content) return excelSheet(content.excel, { dates: content.dates });
  const entries = Object.entries(content.zip).map(([name, text]) => [name, strToU8(text)]);
  return Buffer.from(zipSync(Object.fromEntries(entries)));
}

/** What is expected, where a text may only contain another (`contains`), or begin with it (`begins`). */
export const expected = (value: object): object =>
  JSON.parse(JSON.stringify(value), (_, inner) => {
    if (typeof inner?.contains === 'string') return expect.stringContaining(inner.contains);
    return typeof inner?.begins === 'string' ? expect.stringMatching(`^${inner.begins}`) : inner;
  });

/** JSON Lines. */
export const lines = (...objects: readonly object[]): string =>
  objects.map((object) => JSON.stringify(object)).join('\n');

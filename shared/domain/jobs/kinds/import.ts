import type { ImportId } from '../../ids.ts';
import { type Kind, ofKind } from './kind.ts';

/** Imports the rows of files. `imports.json` starts it; its rows are in files, and its manifest has their contacts (ADR 039). */
export interface ImportRows {
  readonly type: 'import';
  readonly import: ImportId;
  /** Why somebody said of columns and files that they are not about consent, by their names. Absent: of none. */
  readonly dismissed?: Readonly<Record<string, string>>;
}

/** The work of an import that is read so. */
export const importWork = (
  { dismissed }: { readonly dismissed: Readonly<Record<string, string>> },
  uuid: ImportId,
): ImportRows => ({ type: 'import', import: uuid, ...(Object.keys(dismissed).length > 0 && { dismissed }) });

export const isImport = ofKind<ImportRows>('import');

export const importRows: Kind<ImportRows> = {
  type: 'import',
  body: null,
  operation: { type: 'import_rows', import: (work) => work.import },
  target: ({ dismissed }) => (dismissed === undefined ? {} : { dismissed }),
  /** Contacts that it changed; whom it created history knows nothing before of. */
  refuseUndo: null,
  via: 'job',
  countToRun: () => true,
  /** Files are read, and fields and groups made, by a function that can do both. */
  prepared: 'files',
  /** Its files are kept for a day. */
  atOnce: true,
};

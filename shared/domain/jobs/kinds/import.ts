import type { ImportId } from '../../ids.ts';
import type { Declared } from '../../imports/refusals.ts';
import { flagStage } from '../../policies/sweep.ts';
import { type DeclaredKind, ofKind } from './kind.ts';

/**
 * Imports the rows of files. `imports.json` starts it; rows are in files, and their contacts in its manifest (ADR 039).
 */
export interface ImportRows {
  readonly type: 'import';
  readonly import: ImportId;
  /** Who wants no messages, as it was said before its preview. Absent: nobody had said. */
  readonly declared?: Declared;
}

/** The work of an import that is read so. */
export const importWork = (declared: Declared | null, uuid: ImportId): ImportRows => ({
  type: 'import',
  import: uuid,
  ...(declared !== null && { declared }),
});

export const isImport = ofKind<ImportRows>('import');

export const importRows: DeclaredKind<ImportRows> = {
  type: 'import',
  operation: { type: 'import_rows', import: (work) => work.import },
  does: () => 'import',
  target: ({ declared }) => (declared === undefined ? {} : { refusals: declared.refusals }),
  /** Only changed contacts: a created one has no earlier history. */
  refuseUndo: null,
  steeredBy: 'administrators',
  countToRun: () => true,
  approval: () => 'import',
  /** The function that reads files also makes fields and groups. */
  prepared: 'files',
  /** Its files are kept for a day. */
  atOnce: true,
  /** Who comes quiet is flagged at once, and not in the night. */
  follows: flagStage,
};

import type { Contact } from '../contacts/contact.ts';
import { callAll, column } from '../contacts/properties/together.ts';
import type { Assets } from '../workspace.ts';
import { COLUMNS, type ExportColumns } from './columns.ts';

/** What an export has of a contact, before it is given the form of a file, by column. Times are texts, in UTC and to the microsecond. */
export type ExportRow = { readonly [Name in keyof ExportColumns]: ReturnType<ExportColumns[Name]['of']> };

/** One slice of an export, in the order of its manifest. Whoever is not in it was deleted before it was read. */
export interface ExportPart {
  /** Rows of another form are not read. */
  readonly form: typeof ROW_FORM;
  readonly rows: readonly ExportRow[];
}

/** Moves when what is kept of a column means something else. */
export const ROW_FORM = 2;

export const exportRow: (contact: Contact, assets: Pick<Assets, 'settings' | 'fields'>) => ExportRow = callAll(
  column(COLUMNS, 'of'),
);

import type { Contact } from '../contacts/contact.ts';
import { callAll, column } from '../contacts/properties/combine.ts';
import type { ReadFor } from '../contacts/properties/exported.ts';
import { COLUMNS, type ExportColumns } from './columns.ts';

/** A contact's values by column, before they get a file's form. Times are texts in UTC, with microseconds. */
export type ExportRow = { readonly [Name in keyof ExportColumns]: ReturnType<ExportColumns[Name]['of']> };

/** One slice of an export in the order of its manifest, without contacts deleted before it was read. */
export interface ExportPart {
  /** Rows of another form are not read. */
  readonly form: typeof ROW_FORM;
  readonly rows: readonly ExportRow[];
}

/** Rises when a column's stored value changes its meaning. */
export const ROW_FORM = 2;

export const exportRow: (contact: Contact, assets: ReadFor) => ExportRow = callAll(column(COLUMNS, 'of'));

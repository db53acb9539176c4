import { formatIfAny, type Instant } from '../../instant.ts';
import { escapeFormula, literal } from '../../text/escape-formula.ts';
import type { Assets } from '../../workspace.ts';
import type { Contact } from '../contact.ts';

/** How exports write a property: its columns by name. */
export type Exported = Readonly<Record<string, ExportColumn | ExpandedColumn>>;

/** `csv` has this service's own names, `xlsx` those of TextIt's exports in its order. */
export type TableShape = 'csv' | 'xlsx';

/** In formats with types. `texts`: a list; a time is kept as text. */
export type ExportedType = 'text' | 'time' | 'flag' | 'texts';

/** What an export knows besides a contact. */
export interface ReadFor extends Pick<Assets, 'settings' | 'fields'> {
  /** A moment before the contact was read. */
  readonly readOn?: Instant;
}

interface OfColumn<Kept> {
  /** Its header in spreadsheets, as in TextIt's exports; null: the property's label. */
  readonly header: string | null;
  /** Whether a file has it by default, because an import can read it back. */
  readonly isUsual: boolean;
  /** What is kept of a contact until its file is made. */
  of(contact: Contact, assets: ReadFor): Kept;
  /** In JSON, as in contacts.json. */
  json(kept: Kept, assets: Pick<Assets, 'groups' | 'fields'>): unknown;
  readonly type: ExportedType;
  /** With its type; left out: what is kept. */
  plain?(kept: Kept, assets: Pick<Assets, 'groups'>): unknown;
}

/** Methods, so that each may name what it keeps. */
export interface ExportColumn<Kept = unknown> extends OfColumn<Kept> {
  /** In a table; null: empty. */
  cell(kept: Kept, shape: TableShape, assets: Pick<Assets, 'groups'>): string | boolean | null;
}

/** In a table, one column for each of its parts (`exports/table.ts`). */
export interface ExpandedColumn<Kept = unknown> extends OfColumn<Kept> {
  readonly cell: null;
}

type How<Kept> = Partial<Pick<ExportColumn<Kept>, 'header' | 'isUsual' | 'cell' | 'json' | 'type'>>;

/** A column of codes or times, written as they are kept. */
export const written = <Kept extends string | null>(
  of: (contact: Contact, assets: ReadFor) => Kept,
  how: How<Kept> = {},
): ExportColumn<Kept> => ({
  header: null,
  isUsual: true,
  type: 'text',
  of,
  cell: (kept) => kept,
  json: (kept) => kept,
  ...how,
});

/** A column of times. */
export const writtenTime = (
  of: (contact: Contact, assets: ReadFor) => Instant | null,
  how: How<string | null> = {},
): ExportColumn<string | null> =>
  written((contact, assets) => formatIfAny(of(contact, assets)), { type: 'time', ...how });

/** A column of texts as people write them. */
export const writtenText = (of: (contact: Contact) => string | null): ExportColumn<string | null> =>
  written(of, { cell: (text) => text && escapeFormula(text), json: (text) => text && literal(text) });

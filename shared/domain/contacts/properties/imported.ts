import { type Cell, type CellEnv, valueText } from '../../cells/cell.ts';
import type { Wrong } from '../../cells/record.ts';
import { cellText } from '../../cells/values.ts';
import type { Refusal } from '../../refusals/refusal.ts';
import { unescapeFormula } from '../../text/escape-formula.ts';
import type { Field, Group } from '../../workspace.ts';
import type { Contact, Status } from '../contact.ts';

/** How imports read a property. `Part` is a row's part of it. Methods, so that each may name its own part. */
export interface Imported<
  Name extends string = string,
  Part extends object = object,
  Modifier = { readonly type: string },
> {
  /** The part before any cell is read. `allOptedOut`: everybody in the file has opted out. */
  blank(allOptedOut: boolean): Part;
  /** Column targets, as bodies and saved mappings write them. */
  readonly targets: Readonly<Record<Name, ImportTarget<Part>>>;
  /** What is wrong with a row's cells together, when each alone is fine. */
  check(row: Part): Wrong | null;
  /** The modifiers of a row for its contact. What is absent stays as it is; null clears. */
  modifiers(row: Part, contact: Contact, becoming: Becoming): readonly Modifier[];
}

export interface ImportTarget<Part> {
  /** Names that products use for such columns: lower case, without spaces, `_`, `-` and `.`. */
  readonly names: readonly string[];
  /** The part after a colon, as in `urn:tel`; null: none. */
  readonly about: TargetSubject | null;
  /** Whether such a column may say that a person refused messages. */
  readonly refuses: boolean;
  /** The text of a cell before it is read; an empty one says nothing. */
  readonly textOf: (cell: string) => string;
  /** Adds a cell to a row, or returns what is wrong with it. */
  read(row: Part, cell: Cell, env: CellEnv, about: string): Wrong | null;
}

interface TargetSubject {
  /** Names that products use for columns about one subject, by subject. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** Why a subject is invalid, or null. */
  readonly problem: (about: string) => Refusal | null;
}

/** The workspace's fields and groups by the names in files. */
export interface AssetsByName {
  field(name: string): Field | undefined;
  group(name: string): Group | undefined;
}

/** What a row makes of its contact besides one property. */
interface Becoming {
  readonly names: AssetsByName;
  readonly status: Status;
}

/** Names of columns, which have no spaces, from lines of words: lists of texts would take more of each bundle. */
export const titlesIn = (...lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(' '));

type Read<Part> = ImportTarget<Part>['read'];

const plain = { about: null, refuses: false };

/** Cells with one of a few values; invisible marks are ignored. */
export const word = <Part>(names: readonly string[], read: Read<Part>): ImportTarget<Part> => ({
  ...plain,
  names,
  textOf: cellText,
  read,
});

/** Cells with a name, taken literally. */
export const title = <Part>(names: readonly string[], read: Read<Part>): ImportTarget<Part> => ({
  ...plain,
  names,
  textOf: unescapeFormula,
  read,
});

/** Cells with a personal value, taken literally; empty for a spreadsheet's error. */
export const value = <Part>(names: readonly string[], read: Read<Part>): ImportTarget<Part> => ({
  ...plain,
  names,
  textOf: valueText,
  read,
});

/** For a property without a row part, check or modifiers of its own. */
export const TARGETS_ONLY = { blank: () => ({}), check: () => null, modifiers: () => [] };

/** A property that is one value of a row, set by one modifier and read from one kind of column. */
export const importedValue = <Key extends string, Value, Modifier, Name extends string>(
  key: Key,
  modifierOf: (value: Value) => Modifier,
  column: {
    readonly target: Name;
    readonly cells: typeof word;
    readonly names: readonly string[];
    readonly read: Read<{ [K in Key]?: Value }>;
  },
): Imported<Name, { [K in Key]?: Value }, Modifier> => ({
  ...TARGETS_ONLY,
  targets: { [column.target]: column.cells(column.names, column.read) } as Imported<
    Name,
    { [K in Key]?: Value }
  >['targets'],
  modifiers: ({ [key]: value }) => (value === undefined ? [] : [modifierOf(value)]),
});

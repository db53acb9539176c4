import { unescapeFormula } from '../../exports/escape-formula.ts';
import { type Cell, type CellEnv, valueText } from '../../imports/cell.ts';
import type { Wrong } from '../../imports/record.ts';
import { cellText } from '../../imports/values.ts';
import type { Refusal } from '../../refusals/refusal.ts';
import type { Field, Group } from '../../workspace.ts';
import type { Contact, Status } from '../contact.ts';

/** How imports read a property. `Part` is what a row has of it. Methods, so that each may name its own part. */
export interface Imported<
  Name extends string = string,
  Part extends object = object,
  Modifier = { readonly type: string },
> {
  /** What a row has of it before its cells are read. `allOptedOut`: everybody in the file has opted out. */
  blank(allOptedOut: boolean): Part;
  /** What columns may become, as bodies and saved mappings write it. */
  readonly targets: Readonly<Record<Name, ImportTarget<Part>>>;
  /** What is wrong with all cells of a row together, when nothing is with each. */
  check(row: Part): Wrong | null;
  /** What the row asks of its contact as it is now. What is absent stays as it is; null clears. */
  modifiers(row: Part, contact: Contact, becoming: Becoming): readonly Modifier[];
}

export interface ImportTarget<Part> {
  /** What products call such columns: in lower case, without spaces, `_`, `-` and `.`. */
  readonly names: readonly string[];
  /** What stands after a colon, as in `urn:tel`; null: nothing. */
  readonly about: TargetSubject | null;
  /** Whether such a column may say that a person has refused messages. */
  readonly refuses: boolean;
  /** The text of a cell, before it is read; an empty one says nothing. */
  readonly textOf: (cell: string) => string;
  /** Adds a cell to a row, or says what is wrong with it. */
  read(row: Part, cell: Cell, env: CellEnv, about: string): Wrong | null;
}

interface TargetSubject {
  /** What products call columns that are about one thing, by that. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** Why something is no such subject; null when it is one. */
  readonly problem: (about: string) => Refusal | null;
}

/** The workspace's fields and groups by what files call them. */
export interface AssetsByName {
  field(name: string): Field | undefined;
  group(name: string): Group | undefined;
}

/** What a row makes of its contact besides one property. */
export interface Becoming {
  readonly names: AssetsByName;
  readonly status: Status;
}

type Read<Part> = ImportTarget<Part>['read'];

const plain = { about: null, refuses: false };

/** Cells that say one of a few things: marks that nobody sees are left out. */
export const word = <Part>(names: readonly string[], read: Read<Part>): ImportTarget<Part> => ({
  ...{ ...plain, names, textOf: cellText, read },
});

/** Cells with the name of something, as it stands there. */
export const title = <Part>(names: readonly string[], read: Read<Part>): ImportTarget<Part> => ({
  ...{ ...plain, names, textOf: unescapeFormula, read },
});

/** Cells with a value of the person, as it stands there: nothing when a spreadsheet could not work it out. */
export const value = <Part>(names: readonly string[], read: Read<Part>): ImportTarget<Part> => ({
  ...{ ...plain, names, textOf: valueText, read },
});

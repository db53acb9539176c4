import type { FileSpec, Format, TextReading } from '../../../../shared/domain/imports/plan.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { FieldType } from '../../../../shared/domain/workspace.ts';
import type { Begun, FileRange } from './cuts.ts';
import type { Endpoints } from './pinpoint.ts';
import type { Found } from './table.ts';

/** A sheet of a workbook that is not read. */
export interface SheetLeft {
  readonly title: string;
  readonly rows: number;
  /** One of its cells refuses messages. */
  readonly speaks: boolean;
}

/** A list of people in a known format; its records may be read several times. */
export interface Listing {
  readonly name: string;
  readonly format: Format;
  /** Of a sheet, what it is called without its file. */
  readonly title?: string;
  /** By any of these a declaration names it: its own name, and those of its file and sheet. */
  readonly names: readonly string[];
  /** Nobody in it wants messages. */
  readonly optedOut: boolean;
  /** It is an export of this service, whose texts are as they were. */
  readonly own?: boolean;
  /** It was pulled from another workspace. */
  readonly pulled?: boolean;
  readonly warnings: readonly Refusal[];
  /** Other sheets of its workbook, until a declaration names them. */
  readonly left?: readonly SheetLeft[];
  /** How a text reads whose encoding is a guess. */
  readonly readings?: readonly TextReading[];
  /** Types of fields by lower-case name, if the file declares them. */
  readonly types: ReadonlyMap<string, FieldType>;
  /** For Pinpoint's endpoints, whose users may be in several files. */
  readonly endpoints?: Omit<Endpoints, 'group'>;
  /** The group that everybody in it joins; absent: its name may tell. */
  readonly group?: string | null;
  /** The encoding of its file, of which ranges can be read. Absent where they cannot. */
  readonly ranged?: Begun;
  /** All records, or those of a range where they can be read so. */
  records(range?: FileRange): AsyncIterable<Found>;
}

/** The column by which the reader of a list says that its addresses do not work, which is no wish of anybody. */
export const BOUNCED = 'Email bounced';

/** The parts of a listing that a file's text decides. */
export type ListingOfText = Pick<Listing, 'format' | 'endpoints' | 'records'>;

/** Before it is known what a declaration says of a listing. */
export const UNNAMED = { names: [], optedOut: false } as const;

export const groupIn = ({ group }: FileSpec): Pick<Listing, 'group'> => (group === undefined ? {} : { group });

/** For endpoints, whose people are found once all files are known (`mergePinpoint`). */
export async function* nobody(): AsyncGenerator<Found> {}

import type { FileSpec, Format } from '../../../../shared/domain/imports/plan.ts';
import type { Segment } from '../../../../shared/domain/imports/segments/segment.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { FieldType } from '../../../../shared/domain/workspace.ts';
import type { Endpoints } from './pinpoint.ts';
import type { Found } from './table.ts';

/** One list of people, found out to be of a format; its records may be read several times. */
export interface Listing {
  readonly name: string;
  readonly format: Format;
  /** Everybody in it has opted out. */
  readonly optedOut: boolean;
  readonly warnings: readonly Refusal[];
  /** Of fields by name, in lower case, where the file says it. */
  readonly types: ReadonlyMap<string, FieldType>;
  /** Of endpoints of Pinpoint, whose people may be in several files. */
  readonly endpoints?: Omit<Endpoints, 'group'>;
  /** Of Pinpoint, whose definitions they are: nobody is in it. */
  readonly segments?: readonly Segment[];
  /** The group that everybody in it joins; absent: its name may say it. */
  readonly group?: string | null;
  records(): AsyncIterable<Found>;
}

/** What the text of a file decides about its listing. */
export type ListingOfText = Pick<Listing, 'format' | 'endpoints' | 'segments' | 'records'>;

export const groupIn = ({ group }: FileSpec): Pick<Listing, 'group'> => (group === undefined ? {} : { group });

/** Of endpoints whose people are found once all files are known (`mergePinpoint`), and of definitions. */
export async function* nobody(): AsyncGenerator<Found> {}

import type { Together } from '../contacts/properties/combine.ts';
import { EACH, type Properties } from '../contacts/properties/index.ts';
import type { Wrong } from './record.ts';

/** A row while its cells are being read. */
export type Draft = Together<ReturnType<NonNullable<Properties[keyof Properties]['import']>['blank']>>;

/** What a record's contact should have. The absent stays, null clears; fields and groups are names. */
export type Row = { readonly [Key in keyof Draft]: Draft[Key] extends string[] ? readonly string[] : Draft[Key] };

/** A row that says nothing, or only (`allOptedOut`) that the person has opted out. */
export const blankRow = (allOptedOut: boolean): Draft =>
  Object.assign({}, ...EACH.map((property) => property.import?.blank(allOptedOut)));

/** What is left of a row that opts out and is otherwise not imported. */
export const onlyOut = ({ uuid, urns }: Pick<Row, 'uuid' | 'urns'> = { urns: [] }): Row => ({
  ...blankRow(true),
  ...(uuid !== undefined && { uuid }),
  urns,
});

export const isWrong = <Read extends object>(read: Read | Wrong): read is Extract<Read | Wrong, Wrong> =>
  'reason' in read;

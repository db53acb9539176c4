import type { Wrong } from '../cells/record.ts';
import { isBlock, optsOut } from '../contacts/opt-out/imported.ts';
import type { Together } from '../contacts/properties/combine.ts';
import { EACH, type Properties } from '../contacts/properties/index.ts';

/** A row while its cells are being read. */
export type Draft = Together<ReturnType<NonNullable<Properties[keyof Properties]['import']>['blank']>>;

/** What a record's contact should have. The absent stays, null clears; fields and groups are names. */
export type Row = { readonly [Key in keyof Draft]: Draft[Key] extends string[] ? readonly string[] : Draft[Key] };

/** A row that says nothing, or only (`allOptedOut`) that the person has opted out. */
export const blankRow = (allOptedOut: boolean): Draft =>
  Object.assign({}, ...EACH.map((property) => property.import?.blank(allOptedOut)));

/** What is left of a row that opts out or blocks and is otherwise not imported, for those whom it names. */
export const onlyOut = (row: Row, { uuid, urns }: Pick<Row, 'uuid' | 'urns'> = row): Row => ({
  ...blankRow(optsOut(row)),
  ...(isBlock(row) && { blocked: true }),
  ...saidIn(row),
  ...(uuid !== undefined && { uuid }),
  urns,
});

/** When an opt-out of a row was said, as far as it says so. */
const saidIn = ({ optedOutOn, optedOutBy, asOf }: Row): Partial<Draft> => ({
  ...(optedOutOn !== undefined && { optedOutOn }),
  ...(optedOutBy !== undefined && { optedOutBy }),
  ...(asOf !== undefined && { asOf }),
});

export const isWrong = <Read extends object>(read: Read | Wrong): read is Extract<Read | Wrong, Wrong> =>
  'reason' in read;

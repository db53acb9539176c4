/** What a row says, and what is wrong with one; readable cases are in test/cases/imports/rows.json. */
import { expect, it } from 'vitest';
import type { CellValues } from '../../../../shared/domain/cells/cell.ts';
import { readRow } from '../../../../shared/domain/imports/read-row.ts';
import { isWrong } from '../../../../shared/domain/imports/row.ts';
import { type ColumnTarget, isRefusingTarget, parseTarget } from '../../../../shared/domain/imports/target.ts';
import { dayReader } from '../../../../shared/domain/imports/types/day-order.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { isRefusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { DateStyle } from '../../../../shared/query/values/civil.ts';
import cases from '../../../cases/imports/rows.json' with { type: 'json' };

interface Case {
  readonly label: string;
  readonly columns: Readonly<Record<string, string>>;
  /** The columns of dates, and the order that their cells prove; null: dates of both orders. */
  readonly days?: Readonly<Record<string, DateStyle | null>>;
  /** By column, what is read instead of a cell. */
  readonly values?: CellValues;
  /** The row is of a list whose people have all opted out. */
  readonly allOptedOut?: boolean;
  /** The row is of this service's own export. */
  readonly exact?: true;
  readonly cells: readonly (readonly [string, string])[];
  readonly row?: object;
  readonly refused?: object;
}

const targetOf = (text: string): ColumnTarget => {
  if (isRefusingTarget(text)) return { to: 'ignore', about: '', refusing: [text] };
  const target = parseTarget(text);
  if (isRefusal(target)) throw new Error(target.code);
  return target;
};

const SETTINGS = { country: 'RW', timezone: 'UTC', dateStyle: 'day_first' } as const;

function readCase({ columns, days = {}, values = {}, allOptedOut = false, exact, cells }: Case) {
  const meant = Object.entries({ Phone: 'urn:tel', Name: 'name', ...columns }).map(
    ([column, text]): [string, ColumnTarget] => {
      const order = days[column];
      const readDay =
        order === undefined ? {} : { readDay: dayReader(order, { dateStyle: 'day_first', thisYear: 2026 }) };
      return [column, { ...targetOf(text), ...readDay }];
    },
  );
  return readRow(
    { line: 2, cells, ...(exact && { exact }) },
    {
      settings: SETTINGS,
      now: instant(Date.parse('2026-11-26T00:00:00Z') * 1_000),
      targets: new Map(meant),
      allOptedOut,
      values,
    },
  );
}

it.each(cases as unknown as readonly Case[])('A row: $label', (each) => {
  const { row, refused } = each;
  const read = readCase(each);
  if (refused !== undefined) expect(isWrong(read) ? { unread: false, ...read } : read).toMatchObject(refused);
  else
    expect(isWrong(read) ? read : { ...read, fields: { ...read.fields } }).toEqual({
      join: [],
      leave: [],
      optOut: false,
      ...row,
    });
});

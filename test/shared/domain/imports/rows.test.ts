/** What a row says, and what is wrong with one; readable cases are in test/cases/imports/rows.json. */
import { expect, it } from 'vitest';
import { readRow } from '../../../../shared/domain/imports/read-row.ts';
import { isWrong } from '../../../../shared/domain/imports/row.ts';
import { type ColumnTarget, parseTarget } from '../../../../shared/domain/imports/target.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { isRefusal } from '../../../../shared/domain/refusals/refusal.ts';
import cases from '../../../cases/imports/rows.json' with { type: 'json' };

interface Case {
  readonly label: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly cells: readonly (readonly [string, string])[];
  readonly row?: object;
  readonly refused?: object;
}

const targetOf = (text: string): ColumnTarget => {
  const target = parseTarget(text);
  if (isRefusal(target)) throw new Error(target.code);
  return target;
};

it.each(cases as unknown as readonly Case[])('A row: $label', ({ columns, cells, row, refused }) => {
  const meant = Object.entries({ Phone: 'urn:tel', Name: 'name', ...columns });
  const read = readRow(
    { line: 2, cells },
    {
      settings: { country: 'RW', timezone: 'UTC', dateStyle: 'day_first' },
      now: instant(Date.parse('2026-11-26T00:00:00Z') * 1_000),
      targets: new Map(meant.map(([column, target]) => [column, targetOf(target)])),
      allOptedOut: false,
      values: {},
    },
  );
  if (refused !== undefined) expect(read).toMatchObject(refused);
  else
    expect(isWrong(read) ? read : { ...read, fields: { ...read.fields } }).toEqual({
      join: [],
      leave: [],
      optOut: false,
      ...row,
    });
});

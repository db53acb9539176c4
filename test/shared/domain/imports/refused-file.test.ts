/** Refused rows as a file that can be mended; readable cases are in test/cases/imports/refused-files.json. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueText } from '../../../../shared/domain/cells/cell.ts';
import { asTyped, CLEAR } from '../../../../shared/domain/cells/values.ts';
import { RefusedFile, type RefusedRecord } from '../../../../shared/domain/imports/refused-file.ts';
import cases from '../../../cases/imports/refused-files.json' with { type: 'json' };

interface Case {
  readonly label: string;
  /** Of each file whether its people have all opted out. */
  readonly lists: readonly boolean[];
  readonly columns: readonly string[];
  readonly rows: readonly (Pick<RefusedRecord['record'], 'cells' | 'more' | 'exact'> & {
    readonly file?: number;
    readonly column?: string;
    readonly said: string;
  })[];
  readonly lines: readonly string[];
}

it.each(cases as unknown as readonly Case[])('A file of refused rows $label', ({ lists, columns, rows, lines }) => {
  const file = new RefusedFile({
    files: lists.map((optedOut) => ({ name: 'a.csv', format: 'csv', rows: 1, ...(optedOut && { optedOut }) })),
    columns: columns.map((column) => ({ column, target: 'ignore', examples: [] })),
  } as never);
  const records = rows.map((row) => ({ ...row, line: 2 }));
  for (const record of records) file.meet(record);
  const problem = { reason: 'no_address', problem: { code: 'row_nothing' } } as const;
  const body = records.map((record) => {
    const { file: at = 0, column, said } = record;
    return file.line(
      { refused: { file: at, line: 2, number: 1, ...problem, ...(column !== undefined && { column }) }, record },
      said,
    );
  });
  expect([file.head(), ...body].join('')).toBe(`\ufeff${lines.join('\r\n')}\r\n`);
});

const PLAN = {
  files: [{ name: 'a.csv', format: 'csv', rows: 1 }],
  columns: [{ column: 'A', target: 'name', examples: [] }],
};

/** The first cell of the only line of such a file. */
function written(text: string): string {
  const file = new RefusedFile(PLAN as never);
  const record = { line: 2, cells: [['A', text]] } as const;
  file.meet(record);
  const line = file.line(
    { refused: { file: 0, line: 2, number: 1, reason: 'no_address', problem: { code: 'row_nothing' } }, record },
    'x',
  );
  const cell = line.slice(0, -',x\r\n'.length);
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

/** How an import reads a cell: its text, and whether it clears. */
const readAs = (cell: string) => ({ text: valueText(asTyped(cell)), clears: cell.trim() === CLEAR });

describe('a cell in a file of refused rows', () => {
  const cells = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom("'", '=', '-', '+', '@', ' ', '"', '1', 'x', '#', '\t', '\n') }),
    fc.constantFrom('--', "'--", ' -- ', '#N/A', ' #REF! ', '="0788"', '=1+1', "' x '", "''", '+250 788', '-', '＝1'),
  );

  it('is read as the cell of the first file was', () => {
    fc.assert(
      fc.property(cells, (cell) => {
        expect(readAs(written(cell))).toEqual(readAs(cell));
      }),
    );
  });

  it('is run by no spreadsheet', () => {
    fc.assert(
      fc.property(cells, (cell) => {
        const text = written(cell);
        const harmless = /^[+-]?\d[\d .]*$|^--$|^="[^"]*"$|^#/;
        expect(/^[=+\-@\t\r\n＝＋－＠]/.test(text) && !harmless.test(text)).toBe(false);
      }),
    );
  });
});

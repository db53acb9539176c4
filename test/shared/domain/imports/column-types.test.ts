/** Of what type a new field is, by all cells of its column; readable cases are in test/cases/imports. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthOf } from '../../../../shared/domain/cells/written-day.ts';
import { ColumnType } from '../../../../shared/domain/imports/types/column-type.ts';
import { dayReader } from '../../../../shared/domain/imports/types/day-order.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import type { DateStyle } from '../../../../shared/query/values/civil.ts';
import { parseDate } from '../../../../shared/query/values/date.ts';
import cases from '../../../cases/imports/column-types.json' with { type: 'json' };
import dateStyles from '../../../cases/imports/date-styles.json' with { type: 'json' };
import months from '../../../cases/imports/month-names.json' with { type: 'json' };

interface Case {
  readonly label: string;
  /** How the workspace writes dates; `day_first` unless it is said. */
  readonly style?: DateStyle;
  readonly column: string;
  readonly cells: readonly string[];
  readonly type: string;
  readonly order?: DateStyle | null;
  readonly proof?: string;
}

const envOf = (dateStyle: DateStyle = 'day_first') => ({ dateStyle, thisYear: 2026 });

const columnOf = (cells: readonly string[], style?: DateStyle, name = 'Visit') => {
  const column = new ColumnType(name, envOf(style));
  for (const cell of cells) column.add(cell);
  return column;
};

it.each(cases as readonly Case[])('A column of $label is $type', ({ style, column, cells, type, order, proof }) => {
  for (const some of [cells, cells.toReversed()]) {
    const found = columnOf(some, style, column);
    expect(found.type).toBe(type);
    if (order !== undefined) expect(found.days.order).toBe(order);
    const proofs = Object.values(found.days.kept.proofs);
    if (proof !== undefined) expect(proofs).toEqual([proof]);
    else if (type === 'datetime') expect(proofs).toEqual([]);
  }
});

describe('A column of numbers of one length', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => String(123_456 + n));

  it('has ids, however many', () => {
    expect(columnOf(numbers(300)).type).toBe('text');
  });

  it('has none where the first ones come again', () => {
    expect(columnOf([...numbers(150), ...numbers(150)]).type).toBe('number');
  });
});

describe.each(Object.entries(months))('Month %s', (month, names) => {
  it.each(names)('is %j', (name) => {
    expect(monthOf(name)).toBe(month === 'none' ? null : Number(month));
  });
});

/** The workspace's own reading of a field (TextIt 1.9). */
const understood = (text: string, dateStyle: DateStyle): string | null => {
  const now = instant(Date.UTC(2026, 10, 28) * 1_000);
  return parseDate(text, { dateStyle, timezone: 'Africa/Kigali', now, fillTime: false })?.iso ?? null;
};

describe('a day in a column', () => {
  it.each(dateStyles as [string, DateStyle, string][])('%s, where %s, is read as %s', (text, style, read) => {
    expect(dayReader('day_first', envOf(style))(text)).toEqual({ text: read });
  });

  it.each(['31/02/2024', '2024-13-01', '2024-02-30', '29/02/2023', '00/05/2024', '31 April 2024'])(
    '%s is in no calendar',
    (text) => {
      for (const style of ['day_first', 'month_first', 'year_first'] as const)
        expect(dayReader('day_first', envOf(style))(text)).toBe('impossible');
    },
  );

  it('means the same day in every workspace, however it is written', () => {
    const styles = ['day_first', 'month_first', 'year_first'] as const;
    const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2026-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(
        day,
        fc.constantFrom(...styles),
        fc.constantFrom('/', '-', '.'),
        fc.boolean(),
        (at, style, mark, us) => {
          const iso = at.toISOString().slice(0, 10);
          const [year = '', month = '', date = ''] = iso.split('-');
          const text = (us ? [month, date, year] : [date, month, year]).join(mark);
          const proof = (us ? ['12', '31', '2024'] : ['31', '12', '2024']).join(mark);
          const { type, days } = columnOf([text, proof], style);
          expect(type).toBe('datetime');
          const read = dayReader(days.order, envOf(style))(text);
          expect(typeof read === 'object' && understood(read.text, style)?.slice(0, 10)).toBe(iso);
        },
      ),
    );
  });
});

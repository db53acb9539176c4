/** The table `consent-cells.json` in `test/cases/imports`: what cells say of messages. */
import { describe, expect, it } from 'vitest';
import { cellMeaning, isLoud, refuses } from '../../../../shared/domain/imports/consent/cells.ts';
import { ConsentCounter } from '../../../../shared/domain/imports/consent/recognise.ts';
import cases from '../../../cases/imports/consent-cells.json' with { type: 'json' };

describe.each(cases)('$means: $about', ({ means, answers, loud, cells }) => {
  it.each(cells)('%j', (cell) => {
    const meaning = cellMeaning(cell);
    expect({ meaning, loud: isLoud(cell, meaning) }).toEqual({ meaning: means, loud });
    expect({ refusal: refuses(cell, 'refusal'), consent: refuses(cell, 'consent') }).toEqual(answers);
  });
});

describe('The cells of a column', () => {
  it('are counted by meaning, however often and in whatever order they come', () => {
    const column = cases.flatMap((one) =>
      one.cells.flatMap((cell) => Array(3).fill([cell, one]) as [string, typeof one][]),
    );
    const counted = (all: typeof column) => {
      const counter = new ConsentCounter();
      for (const [cell] of all) counter.add(cell);
      return counter.counts;
    };
    const { loud, ...counts } = counted(column);
    expect(loud).toBe(column.filter(([, one]) => one.loud).length);
    for (const [meaning, count] of Object.entries(counts))
      expect([meaning, count]).toEqual([meaning, column.filter(([, { means }]) => means === meaning).length]);
    expect(counted(column.toReversed())).toEqual(counted(column));
  });
});

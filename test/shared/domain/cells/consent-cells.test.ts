/** The table `consent-cells.json` in `test/cases/imports`: what cells say of messages. */
import { describe, expect, it } from 'vitest';
import { cellMeaning, refuses } from '../../../../shared/domain/cells/consent.ts';
import { ConsentCounter } from '../../../../shared/domain/imports/consent/recognise.ts';
import cases from '../../../cases/imports/consent-cells.json' with { type: 'json' };

describe.each(cases)('$means: $about', ({ means, answers, cells }) => {
  it.each(cells)('%j', (cell) => {
    expect(cellMeaning(cell)).toBe(means);
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
    const counts = counted(column);
    for (const [meaning, count] of Object.entries(counts))
      expect([meaning, count]).toEqual([meaning, column.filter(([, { means }]) => means === meaning).length]);
    expect(counted(column.toReversed())).toEqual(counted(column));
  });
});

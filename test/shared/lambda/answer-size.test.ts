import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageWindowOf, placeOf } from '../../../shared/data/paging/index.ts';
import { ANSWER_BYTES, pageThatFits, refuseHeavy, resultBytes } from '../../../shared/lambda/http/answer-size.ts';

const MB = 1_000_000;

test('a list is read to its end and back, each item once, whatever the items weigh', async () => {
  const weights = fc.array(fc.oneof(fc.constant(10), fc.integer({ min: 100_000, max: ANSWER_BYTES - 10 })), {
    maxLength: 14,
  });
  await fc.assert(
    fc.asyncProperty(weights, fc.integer({ min: 1, max: 12 }), async (all, most) => {
      const keys = all.map((_, index) => String(index).padStart(3, '0'));
      const texts = all.map((weight) => 'x'.repeat(weight));
      const read = (cursor: string | null) =>
        pageThatFits(most, cursor, (limit) => {
          const { start, end, ...beside } = pageWindowOf(keys, placeOf(cursor, /^\d{3}$/), {
            limit,
            descending: false,
          });
          return { shown: texts.slice(start, end), keys: keys.slice(start, end), ...beside };
        });
      const there: string[] = [];
      let page = await read(null);
      for (; ; page = await read(page.cursor)) {
        there.push(...page.keys);
        expect(resultBytes(page.shown)).toBeLessThan(ANSWER_BYTES + 1_000);
        if (page.cursor === null) break;
      }
      expect(there).toEqual(keys);
      const back = [...page.keys];
      while (page.previous !== null) {
        page = await read(page.previous);
        expect(resultBytes(page.shown)).toBeLessThan(ANSWER_BYTES + 1_000);
        back.unshift(...page.keys);
      }
      expect(back).toEqual(keys);
    }),
    { numRuns: 6 },
  );
});

test('one item alone is a page, also when it is too large', async () => {
  const read = (limit: number) => ({ shown: ['x'.repeat(7 * MB), 'b'].slice(0, limit), cursor: 'na', previous: null });
  expect((await pageThatFits(250, null, read)).shown).toHaveLength(1);
});

test('a body that Lambda would not send is refused, by what it takes as JSON within JSON', () => {
  expect(() => refuseHeavy({ body: 'x'.repeat(6 * MB) })).not.toThrow();
  expect(() => refuseHeavy({ body: '"'.repeat(4 * MB) })).toThrow(
    expect.objectContaining({ statusCode: 500, body: { detail: { code: 'answer_too_large', bytes: '8,000,011' } } }),
  );
});

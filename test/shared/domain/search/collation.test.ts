/** Numbers that stand for the first letters of texts never contradict the order of languages. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Begin, placeOfText } from '../../../../shared/domain/search/columns/collation.ts';
import { compareValues } from '../../../../shared/domain/search/sort.ts';
import ODD from '../../../cases/search/odd-letters.json' with { type: 'json' };
import { runs } from '../../../support/property/runs.ts';

const of = (text: string): Begin => {
  const bytes = Buffer.from(`before${text}after`);
  const end = bytes.length - 'after'.length;
  return { ...placeOfText(bytes, 'before'.length, end) };
};

const ACCENTED = [...'àáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÇÉÑÖÜÝ'];
const letter = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'aAbBeEzZ019 ') },
  fc.constantFrom(...ACCENTED),
  // Written in several ways, without a place of their own, or changing the letter before.
  fc.constantFrom(...ODD),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((one) => one.isWellFormed()),
);
const text = fc.array(letter, { maxLength: 12 }).map((letters) => letters.join(''));

const agree = (a: string, b: string) => {
  const [x, y] = [of(a), of(b)];
  const order = compareValues(a, b, { descending: false });
  if (x.least > y.most) expect(order, `${JSON.stringify(a)} after ${JSON.stringify(b)}`).toBeGreaterThan(0);
  if (x.most < y.least) expect(order, `${JSON.stringify(a)} before ${JSON.stringify(b)}`).toBeLessThan(0);
};

describe('where a text stands by its first letters', () => {
  test('never contradicts the order of languages', () => {
    fc.assert(fc.property(text, text, agree), { numRuns: runs(20_000) });
  });

  test('does not with the same beginning, and each letter of Latin-1 after it', () => {
    for (let a = 0x20; a < 0x250; a++)
      for (const b of ['', ' ', '0', 'a', 'b', 'l', 'z', 'zz', '\u0301', '·']) {
        for (const beginning of ['', 'l', 'an', 'abcdefg', 'abcdefgh']) {
          agree(beginning + String.fromCharCode(a), beginning + b);
          agree(`${beginning}${String.fromCharCode(a)}x`, `${beginning}${b}y`);
        }
      }
  });

  test('decides most names', () => {
    const names = ['Aline Uwase', 'Bob', 'José Peña', 'Ünal', 'Zoë', 'Eric', "O'Shea", 'Jean-Pierre'].map(of);
    const undecided = names.flatMap((a, i) => names.slice(i + 1).filter((b) => a.least <= b.most && b.least <= a.most));
    expect(undecided).toEqual([]);
  });
});

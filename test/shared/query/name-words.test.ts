/** The words of plain names are found without Unicode's rules, and are the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { segmentsOf, wordsOf } from '../../../shared/query/meaning/names.ts';
import { runs } from '../../support/property/runs.ts';

const LETTERS = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code).toLowerCase());

const agree = (name: string) => {
  const words = wordsOf(name).filter((word) => word !== '');
  expect(words, JSON.stringify(name)).toEqual(segmentsOf(name));
};

test('whatever letter stands between two others, or beside a space or hyphen', () => {
  for (const one of LETTERS)
    for (const name of [one, `1${one}2`, `a${one}b`, `a ${one}`, `${one}-b`, `é${one}ö`, `a${one}${one}b`]) agree(name);
});

test('of any names', () => {
  const letter = fc.oneof(
    fc.constantFrom(...'abz01é ö--  ñ'),
    fc.constantFrom(...LETTERS),
    fc.constantFrom("'", '.', '\u0301'),
  );
  fc.assert(
    fc.property(fc.array(letter, { maxLength: 14 }), (letters) => agree(letters.join('').toLowerCase())),
    { numRuns: runs(3_000) },
  );
});

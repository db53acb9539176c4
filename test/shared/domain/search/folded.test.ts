/** A part is found in every text that has it in any case, and in no other. */
import { isAscii } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachWith, folded, foldedTexts } from '../../../../shared/domain/search/columns/folded.ts';
import { runs } from '../../../support/property/runs.ts';

const letter = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...'abABxX:\n') },
  fc.constantFrom('Σ', 'σ', 'ς', 'İ', 'ı', 'ẞ', 'ß', 'é', 'É', '😀', 'Ⱥ', 'K'),
);
const text = fc.array(letter, { maxLength: 8 }).map((letters) => letters.join(''));

test('a part is found in the texts that have it, wherever one ends and the next begins', () => {
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 30 }),
      fc.array(letter, { minLength: 1, maxLength: 3 }),
      (texts, letters) => {
        const bytes = Buffer.from(texts.join(''));
        let end = 0;
        const ends = Uint32Array.from(texts, (one) => (end += Buffer.byteLength(one)));
        const part = folded(letters.join(''));
        const found: number[] = [];
        eachWith(foldedTexts({ ends, bytes }, isAscii(bytes)), part, (code) => found.push(code) > 0);
        expect(found).toEqual(texts.flatMap((one, i) => (folded(one).includes(part) ? [i + 1] : [])));
      },
    ),
    { numRuns: runs(3_000) },
  );
});

/** Which columns and files are proposed as those of refusal or consent, by their words. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainWords } from '../../../../shared/domain/cells/plain-words.ts';
import { ConsentCounter, consentColumn, consentFile } from '../../../../shared/domain/imports/consent/recognise.ts';
import cases from '../../../cases/imports/consent-columns.json' with { type: 'json' };
import files from '../../../cases/imports/consent-files.json' with { type: 'json' };
import words from '../../../cases/imports/consent-words.json' with { type: 'json' };
import { runs } from '../../../support/property/runs.ts';

const tallyOf = (cells: readonly string[]) => {
  const tally = new ConsentCounter();
  for (const cell of cells) tally.add(cell);
  return tally.counts;
};

const becomes = (column: string, cells: readonly string[]) => {
  const found = consentColumn(column, tallyOf(cells));
  if (found === null) return null;
  return found.isSure ? found.proposal : 'ask';
};

it.each(cases)('$product: "$column" of $cells becomes $becomes', ({ column, cells, becomes: expected }) => {
  expect(becomes(column, cells)).toBe(expected);
});

it.each(files as [string, boolean][])('whether the file %s may be a list of refusals: %s', (name, says) => {
  expect(consentFile(name)).toBe(says);
});

it.each(words)('the words of %s are %s', (name, words) => {
  expect(plainWords(name).join(' ')).toBe(words);
});

it('words of a long question are those of its beginning', () => {
  expect(consentColumn(`${'a '.repeat(150)}unsubscribed`, tallyOf(['yes']))).toBeNull();
  expect(consentColumn(`${'a '.repeat(140)}unsubscribed`, tallyOf(['yes']))).not.toBeNull();
});

it('a column says why it is one of refusal', () => {
  expect(consentColumn('Status', tallyOf(['STOP', 'Paid']))).toEqual({
    proposal: 'opt_out',
    isSure: false,
    because: 'values',
  });
  expect(consentColumn('DND', tallyOf(['yes']))).toEqual({ proposal: 'opt_out', isSure: true, because: 'name' });
  expect(consentColumn('Why stopped', tallyOf(['moved']))).toBeNull();
});

it('cells that refuse speak under any name, whatever their case and punctuation', () => {
  const words = [
    'STOP',
    'unsubscribed',
    'opted-out',
    'blocked',
    'complained',
    'bounced',
    'non-subscribed',
    'désabonné',
  ];
  const cells = fc.constantFrom(
    ...words.flatMap((word) => [word, word.toUpperCase(), ` ${word}. `, word.replace('-', '_')]),
  );
  const name = fc.constantFrom('Column 7', 'x', 'Reply', 'Q12', 'حقل', 'Sonstiges');
  fc.assert(
    fc.property(name, cells, fc.array(fc.constantFrom('', 'hello', '12'), { maxLength: 5 }), (column, cell, others) => {
      expect(becomes(column, [...others, cell])).toBe('ask');
    }),
    { numRuns: runs(500) },
  );
});

/** The table `consent-names.json` in `test/cases/imports`: what names of columns say of messages, by language. */
import { describe, expect, it } from 'vitest';
import { ConsentCounter, consentColumn } from '../../../../shared/domain/imports/consent/recognise.ts';
import cases from '../../../cases/imports/consent-names.json' with { type: 'json' };

const found = (name: string, cells: readonly string[]) => {
  const tally = new ConsentCounter();
  for (const cell of cells) tally.add(cell);
  const column = consentColumn(name, tally.counts);
  return column && `${column.proposal}${column.isSure ? '' : '?'}`;
};

/** A column of answers, and one of remarks in which few say yes or no. */
const ANSWERS = ['yes', 'no'];
const REMARKS = ['yes', 'no', 'ask Mary', 'by Ann', 'in May'];

/** What becomes of a column of answers, and of one of remarks; with `?` somebody has to say. */
const BECOMES: Readonly<Record<string, readonly (string | null)[]>> = {
  refuses: ['opt_out', 'opt_out?'],
  'may refuse': ['opt_out?', null],
  consents: ['opt_in?', 'opt_in?'],
  'refuses consent': ['opt_out?', 'opt_out?'],
  'may consent': ['opt_in?', null],
  nothing: [null, null],
};

describe.each(cases)('A column $says: $about', ({ says, names }) => {
  it.each(Object.entries(names).flatMap(([language, all]) => all.map((name) => [language, name] as const)))(
    'in %s: %s',
    (_, name) => expect([found(name, ANSWERS), found(name, REMARKS)]).toEqual(BECOMES[says]),
  );
});

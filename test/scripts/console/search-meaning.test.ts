/** What the search of the console asks the service, when somebody types. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { meaningOf } from '../../../console/features/contacts/meaning.ts';

interface Case {
  readonly typed: string;
  readonly asks: string;
  readonly anonymous?: boolean;
}

const cases = JSON.parse(readFileSync('test/cases/search/typed.json', 'utf8')) as readonly Case[];

test.each(cases)('$typed', ({ typed, asks, anonymous = false }) => {
  expect(meaningOf(typed, anonymous)).toBe(asks);
});

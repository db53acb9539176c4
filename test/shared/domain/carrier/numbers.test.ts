import { expect, it } from 'vitest';
import { numberOf, numbersToLookAt, phoneNumbersOf } from '../../../../shared/domain/carrier/numbers.ts';
import type { Contact, LastWord } from '../../../../shared/domain/contacts/contact.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import cases from '../../../cases/domain/carrier/numbers.json' with { type: 'json' };
import { aContact } from '../../data/counts/samples.ts';

const saying = (says: LastWord['says'] | null, ...urns: readonly string[]): Contact => ({
  ...aContact(),
  urns,
  lastWord: says && { says, on: instant(1_000) },
});
const ANN = 'tel:+250788123456';
const BOB = 'tel:+250788123457';

it.each(cases.numbers as unknown as [string, string | null][])('the number of %s is %s', (urn, number) => {
  expect(numberOf(urn)).toBe(number);
});

it('a number is once among those of a contact', () => {
  expect(phoneNumbersOf(saying(null, ANN, `${ANN}#+250 788`, BOB))).toEqual(['+250788123456', '+250788123457']);
});

it.each<[string, Contact | null, Contact | null, string[]]>([
  ['a new contact who opted out', null, saying('out', ANN), ['+250788123456']],
  ['a new contact who did not', null, saying(null, ANN), []],
  ['an opt-out', saying('in', ANN), saying('out', ANN), ['+250788123456']],
  ['an opt-in', saying('out', ANN), saying('in', ANN), ['+250788123456']],
  ['anything else of who opted out', saying('out', ANN), saying('out', ANN), []],
  ['a number more', saying('out', ANN), saying('out', ANN, BOB), ['+250788123457']],
  ['a number less', saying('out', ANN, BOB), saying('out', ANN), ['+250788123457']],
  ['numbers of who did not opt out', saying(null, ANN), saying(null, BOB), []],
  ['a deletion', saying('out', ANN), null, []],
])('%s', (_, before, after, numbers) => {
  expect(numbersToLookAt(before, after)).toEqual(numbers);
});

import { expect, it } from 'vitest';
import { choicesIn } from '../../../console/features/contact/few-values.ts';

const value = (name: string | null, count: number) => ({ value: name?.toLowerCase() ?? null, name, count, query: '' });
const facet = (values: ReturnType<typeof value>[], others = 0) => ({ key: 'fields.crop', values, others });
const many = (count: number) => Array.from({ length: count }, (_, index) => value(`Crop ${index}`, 3));

it.each([
  [
    'two values of several people each',
    facet([value('Maize', 40), value('Beans', 2), value(null, 900)]),
    ['Maize', 'Beans'],
  ],
  ['twelve values', facet(many(12)), many(12).map(({ name }) => name)],
  ['one value only: there is nothing to choose', facet([value('Maize', 40)]), undefined],
  ['more than twelve', facet(many(13)), undefined],
  ['values that were not listed', facet(many(5), 4), undefined],
  ['as many values as people, such as names', facet([value('Ann', 1), value('Bob', 1)]), undefined],
  ['nothing at all', facet([value(null, 5)]), undefined],
])('a field is a choice, or not, with %s', (_, counted, choices) => {
  expect(choicesIn([counted]).get('crop')).toEqual(choices);
});

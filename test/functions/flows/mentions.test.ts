import { expect, test } from 'vitest';
import { fieldsMentioned, parentResults } from '../../../functions/flows/mentions.ts';

test('a flow mentions the fields that its actions set and its templates read', () => {
  const action = (parts: object) => ({ nodes: [{ actions: [{ uuid: 'a', ...parts }] }] });
  expect(
    fieldsMentioned(action({ type: 'set_contact_field', field: { key: 'age', name: 'Age' }, value: '3' })),
  ).toEqual(['age']);
  expect(fieldsMentioned(action({ name: '@fields.town and @(contact.fields["last_visit"] & Fields.Age)' }))).toEqual([
    'age',
    'last_visit',
    'town',
  ]);
});

test('but not results, other keys, or words that only end in the same letters', () => {
  const definition = {
    results: [{ key: 'score', name: 'Score' }],
    text: '@results.score @(myfields.town) fields. age',
  };
  expect(fieldsMentioned(definition)).toEqual([]);
});

test('a flow looks at results of the one that enters it', () => {
  const definition = {
    nodes: [{ text: '@parent.results.Age and @(parent.results["prénom"] & results.x)' }, ['@parent.name']],
  };
  expect(parentResults(definition)).toEqual(['age', 'prénom']);
});

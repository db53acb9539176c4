import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SETTINGS } from '../../../console/common/api/choices.ts';

const { labels } = JSON.parse(readFileSync('console/common/texts/en/rest.json', 'utf8')).settings as {
  readonly labels: Readonly<Record<string, string>>;
};

it.each(SETTINGS)('$name has a label in the form', ({ name, control, options }) => {
  const parts = control === 'flags' || control === 'numbers' ? options.map((option) => `${name}.${option}`) : [name];
  expect(Object.keys(labels)).toEqual(expect.arrayContaining(parts));
});

/** Every text of the console is shown somewhere, so that no translation is kept for nothing. */
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as en from '../../console/common/texts/en/texts.ts';
import { FOLDERS } from '../support/languages.ts';

const files = globSync('console/**/*.{ts,tsx}').filter((file) => !/^console\/common\/texts\/[\w-]+\//.test(file));
const sources = files.map((file) => readFileSync(file, 'utf8'));

/** The names of a part of the texts in a source: `{ actions: texts }` makes it `texts`. */
const namesOf = (part: string, source: string): readonly string[] => [
  part,
  ...[...source.matchAll(new RegExp(`[{,]\\s*${part}: (\\w+)`, 'g'))].map(([, name]) => String(name)),
];

/** A source uses a text by its key, by taking the key out of the part, or by an index: `folders[folder]`. */
const uses = (source: string, part: string, key: string): boolean =>
  namesOf(part, source).some((name) =>
    new RegExp(`\\b${name}\\??\\.${key}\\b|\\b${name}\\[|\\b${part}: \\{ ${key} \\}`).test(source),
  );

/** Given as a whole to what reads sentences. */
const WHOLE = ['phrases'];

const KEYS = Object.entries(en)
  .filter(([part]) => !WHOLE.includes(part))
  .flatMap(([part, texts]) => (typeof texts === 'object' ? Object.keys(texts).map((key) => [part, key] as const) : []));

it('the console shows every text that it has', () => {
  const unused = KEYS.filter(([part, key]) => !sources.some((source) => uses(source, part, key)));
  expect(unused.map(([part, key]) => `${part}.${key}`)).toEqual([]);
});

it('finds a text that nothing shows', () => {
  expect(sources.some((source) => uses(source, 'actions', 'unicorn'))).toBe(false);
  expect(KEYS.length).toBeGreaterThan(300);
});

/** What may name languages, and why. */
const NAMES_LANGUAGES = [
  'console/common/texts/languages.ts', // their list
  'console/common/texts/catalogue.ts', // the type of all is that of the English texts
  'console/common/texts/problems.tsx', // the service's own sentences are English
  'console/common/texts/zoned-time.ts', // reads the digits of a clock
];

it('a language is its folder and its line in the list: nothing else of the console names it', () => {
  const list = readFileSync('console/common/texts/languages.ts', 'utf8');
  expect([...list.matchAll(/^ {2}(\w+): \{ name/gm)].map(([, language]) => language)).toEqual(FOLDERS);
  const named = new RegExp(`['"\`](?:${FOLDERS.join('|')})(?:-\\w+)?['"\`]|texts/(?:${FOLDERS.join('|')})/`);
  const elsewhere = files.filter((file, at) => !NAMES_LANGUAGES.includes(file) && named.test(sources[at] ?? ''));
  expect(elsewhere).toEqual([]);
});

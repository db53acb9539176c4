/** Every text of the console is shown somewhere, so that no translation is kept for nothing. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FOLDERS, messagesIn, textsIn } from '../support/languages.ts';

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

const KEYS = Object.entries<string | object>(textsIn('en')).flatMap(([part, texts]) =>
  typeof texts === 'object' ? Object.keys(texts).map((key) => [part, key] as const) : [],
);

it('the console shows every text that it has', () => {
  const unused = KEYS.filter(([part, key]) => !sources.some((source) => uses(source, part, key)));
  expect(unused.map(([part, key]) => `${part}.${key}`)).toEqual([]);
});

it('finds a text that nothing shows', () => {
  expect(sources.some((source) => uses(source, 'actions', 'unicorn'))).toBe(false);
  expect(KEYS.length).toBeGreaterThan(300);
});

/** A language may say less of what is refused, or more. */
const isOfService = (key: string): boolean => /^(?:refusals|query\.errors)\./.test(key);

describe.each(FOLDERS)('The catalogue in %s', (language) => {
  const english = messagesIn('en');

  it('has no key that English lacks', () => {
    expect([...messagesIn(language).keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  it('has gaps where English has some, and nowhere else', () => {
    const own = [...messagesIn(language)].filter(([key]) => !isOfService(key));
    expect(own.filter(([key, text]) => text.includes('{') !== english.get(key)?.includes('{'))).toEqual([]);
  });

  it('reads alike with and without gaps: no apostrophe quotes what follows', () => {
    const quoting = [...messagesIn(language)].filter(([, message]) => /''|'[{}#|]/.test(message));
    expect(quoting).toEqual([]);
  });
});

/** What may name languages, and why. */
const NAMES_LANGUAGES = [
  'console/common/texts/languages.ts', // their list
  'console/common/texts/catalogue.ts', // the type of all is that of the English texts
  'console/common/texts/problems.tsx', // what a newer service says is English
  'console/common/texts/zoned-time.ts', // reads the digits of a clock
];

it('a language is its folder and its line in the list: nothing else of the console names it', () => {
  const list = readFileSync('console/common/texts/languages.ts', 'utf8');
  expect([...list.matchAll(/^ {2}(\w+): \{ name/gm)].map(([, language]) => language)).toEqual(FOLDERS);
  const named = new RegExp(`['"\`](?:${FOLDERS.join('|')})(?:-\\w+)?['"\`]|texts/(?:${FOLDERS.join('|')})/`);
  const elsewhere = files.filter((file, at) => !NAMES_LANGUAGES.includes(file) && named.test(sources[at] ?? ''));
  expect(elsewhere).toEqual([]);
});

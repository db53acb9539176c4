/**
 * The console is written for a programme manager: words of the machine room are not on a screen that managers see. An
 * "Advanced" part may have them: it is named here by its key.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import words from '../cases/lint/manager-words.json' with { type: 'json' };
import { FOLDERS, messagesIn } from '../support/languages.ts';

const { everywhere: SHARED, advanced } = words;
/** Parts of the catalogue that only people who build on the service see, by their keys. */
const ADVANCED = Object.values(advanced).flat();

/** A text without what is filled in, and without addresses and endings of files. */
const bare = (text: string): string =>
  text
    .replace(/\{\w+\}/g, '…')
    .replace(/\{\w+, (?:plural|select),|(?:=\d+|\w+) \{|\}/g, ' … ')
    .replace(/https?:\/\/[^\s’,]*|(?<!\S)\.\w+/g, '…');

const textsOf = (language: string) => [...messagesIn(language)].map(([key, text]) => ({ key, text: bare(text) }));

const isAdvanced = ({ key }: { readonly key: string }): boolean =>
  ADVANCED.some((one) => `${key}.`.startsWith(`${one}.`));

const wordsIn = (text: string, words: readonly string[]): string[] =>
  words.filter((word) => new RegExp(`(?<![\\p{L}\\d])(?:${word})(?![\\p{L}\\d])`, 'iu').test(text));

const LISTED = FOLDERS.map((language) => {
  const own = JSON.parse(readFileSync(`console/common/texts/${language}/machine-words.json`, 'utf8'));
  return [language, [...SHARED, ...(own as readonly string[])]] as const;
});

describe.each(LISTED)('Texts in %s', (language, words) => {
  const texts = textsOf(language);

  it('have no word of the machine room on a screen for managers', () => {
    const found = texts
      .filter((text) => !isAdvanced(text))
      .flatMap((text) => wordsIn(text.text, words).map((word) => `${text.key}: "${word}" in "${text.text}"`));
    expect(found).toEqual([]);
  });

  it('are found by their key', () => {
    expect(texts.length).toBeGreaterThan(600);
    expect(wordsIn('Its UUID is gone', words)).toEqual(['uuids?']);
    expect(wordsIn('A community business', words)).toEqual([]);
  });
});

it('names no advanced part in vain', () => {
  const keys = FOLDERS.flatMap(textsOf);
  const idle = ADVANCED.filter((one) => !keys.some(({ key }) => `${key}.`.startsWith(`${one}.`)));
  expect(idle).toEqual([]);
});

/**
 * The console is written for a programme manager: words of the machine room are not on a screen that managers see. An
 * "Advanced" part may have them: it is named here by file, or by file and key.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FOLDERS } from '../support/languages.ts';
import { ADVANCED, SHARED } from './manager-words.ts';

interface Text {
  /** `jobs.units`. */
  readonly key: string;
  readonly text: string;
}

const STRING = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`|"((?:[^"\\\n]|\\.)*)"/g;

/** A text without what is filled in, and without addresses and endings of files. */
const bare = (text: string): string =>
  text.replace(/\$\{[^}]*\}|\{\w+\}/g, '…').replace(/https?:\/\/[^\s’,]*|(?<!\S)\.\w+/g, '…');

/** Every text of a catalogue's file under the key of the first level that it belongs to. */
function textsOf(file: string): Text[] {
  const texts: Text[] = [];
  const part = basename(file, '.ts');
  let key = '';
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (/^\s*(?:import|export \{|\/?\*)/.test(line)) continue;
    key = /^ {2}'?([\w.:-]+)'?:/.exec(line)?.[1] ?? (/^const (\w+)/.exec(line)?.[1] || key);
    for (const [whole, ...found] of line.replace(/^\s*'[^']+':/, '').matchAll(STRING)) {
      const text = found.find((one) => one !== undefined) ?? whole;
      texts.push({ key: `${part}.${key}`, text: bare(text) });
    }
  }
  return texts;
}

const isAdvanced = ({ key }: Text): boolean =>
  ADVANCED.some((one) => one === key || one === key.slice(0, key.indexOf('.')));

const wordsIn = (text: string, words: readonly string[]): string[] =>
  words.filter((word) => new RegExp(`(?<![\\p{L}\\d])(?:${word})(?![\\p{L}\\d])`, 'iu').test(text));

const LISTED = await Promise.all(
  FOLDERS.map(async (language) => {
    const { machineWords } = await import(`../../console/common/texts/${language}/machine-words.ts`);
    return [language, [...SHARED, ...(machineWords as readonly string[])]] as const;
  }),
);

describe.each(LISTED)('Texts in %s', (language, words) => {
  const files = globSync(`console/common/texts/${language}/**/*.ts`);
  const texts = files.filter((file) => basename(file) !== 'machine-words.ts').flatMap(textsOf);

  it('have no word of the machine room on a screen for managers', () => {
    const found = texts
      .filter((text) => !isAdvanced(text))
      .flatMap((text) => wordsIn(text.text, words).map((word) => `${text.key}: "${word}" in "${text.text}"`));
    expect(found).toEqual([]);
  });

  it('are found by their key, also within a list and a function', () => {
    expect(texts.length).toBeGreaterThan(600);
    expect(wordsIn('Its UUID is gone', words)).toEqual(['uuids?']);
    expect(wordsIn('A community business', words)).toEqual([]);
  });
});

it('names no advanced part in vain', () => {
  const keys = globSync('console/common/texts/*/**/*.ts').flatMap(textsOf);
  const idle = ADVANCED.filter(
    (one) => !keys.some((text) => isAdvanced(text) && (text.key === one || text.key.startsWith(`${one}.`))),
  );
  expect(idle).toEqual([]);
});

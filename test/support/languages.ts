/** The languages of the console: the folders of its texts. The compiler holds each to the English catalogue. */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Speech } from '../../console/common/jobs/sentence.ts';
import type { Texts } from '../../console/common/texts/catalogue.ts';
import { joined, textsOf } from '../../console/common/texts/texts-of.ts';

export const FOLDERS = globSync('console/common/texts/*/rest.json')
  .map((file) => basename(dirname(file)))
  .sort();

/** The messages of a language by the path of their keys: `jobs.types.import`. */
export function messagesIn(language: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (node: unknown, path: readonly string[]): void => {
    if (typeof node === 'string') found.set(path.join('.'), node);
    else for (const [key, one] of Object.entries(node as object)) walk(one, [...path, key]);
  };
  walk(catalogueOf(language), []);
  return found;
}

const catalogueOf = (language: string): Parameters<typeof textsOf>[0] => {
  const read = (file: string) => JSON.parse(readFileSync(`console/common/texts/${language}/${file}.json`, 'utf8'));
  return joined(read('first'), read('rest'));
};

export const textsIn = (language: string): Texts => textsOf<Texts>(catalogueOf(language), language);

/** The languages with their texts, for `describe.each`. */
export const SPOKEN: readonly (readonly [string, Texts])[] = FOLDERS.map((language) => [language, textsIn(language)]);

/** With what the console makes sentences about jobs in a language. */
export const speechIn = (language: string): Speech => ({
  texts: textsIn(language),
  formats: {
    number: (count) => count.toLocaleString(language),
    language: (code) => new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code,
  },
});

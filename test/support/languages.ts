/** The languages of the console: the folders of its texts. The compiler holds each to the catalogue. */
import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Texts } from '../../console/common/texts/catalogue.ts';

export const FOLDERS = globSync('console/common/texts/*/texts.ts')
  .map((file) => basename(dirname(file)))
  .sort();

export const textsIn = async (language: string): Promise<Texts> =>
  (await import(`../../console/common/texts/${language}/texts.ts`)) as Texts;

/** The languages with their texts, for `describe.each`. */
export const SPOKEN: readonly (readonly [string, Texts])[] = await Promise.all(
  FOLDERS.map(async (language) => [language, await textsIn(language)] as const),
);

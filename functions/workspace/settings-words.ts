/** The settings for words that opt out, opt in or ask for help. */
import * as z from 'zod/mini';
import { isLanguage } from '../../shared/domain/contacts/languages.ts';
import { comparable } from '../../shared/domain/contacts/opt-out/words.ts';
import { list, map, text, wrongType } from '../../shared/domain/schema.ts';
import { LANGUAGE } from '../../shared/domain/text-forms.ts';
import type { Settings, Words } from '../../shared/domain/workspace.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';

/** Each message is compared with all words of a setting. */
const MOST_WORDS = 100;
const LONGEST_WORD = 40;

const someWords = () => list(text({ max: LONGEST_WORD, form: { format: 'word' } }), MOST_WORDS);

/** A list, or lists by language; null: the default words. */
const words = () =>
  z.optional(
    z.nullable(
      z.union([someWords(), map(someWords(), 100, LANGUAGE)], {
        error: wrongType({ code: 'no_words', most: LONGEST_WORD, example: '{"fra": ["arrêt"]}' }),
      }),
    ),
  );

export const WORDS = { stop_words: words(), start_words: words(), help_words: words() };

const NAMES = ['stop_words', 'start_words', 'help_words'] as const;
type Given = { readonly [Name in (typeof NAMES)[number]]?: Words | null | undefined };

/** Refuses words that could never match a message. */
export function checkWords(given: Given, errors: FieldErrors): void {
  for (const name of NAMES) {
    const setting = given[name];
    if (!setting) continue;
    const lists = Array.isArray(setting) ? [['', setting] as const] : Object.entries(setting);
    for (const [language] of lists)
      if (language !== '' && !isLanguage(language)) errors.addItem(name, language, { code: 'no_language' });
    const all = lists.flatMap(([, some]) => some);
    if (all.length > MOST_WORDS) errors.add(name, { code: 'too_many_words', most: MOST_WORDS });
    for (const word of all) if (comparable(word) === '') errors.add(name, { code: 'no_letters', word });
  }
}

export const showWords = ({ stopWords, startWords, helpWords }: Settings) => ({
  stop_words: shown(stopWords),
  start_words: shown(startWords),
  help_words: shown(helpWords),
});

type Shown = string[] | Record<string, string[]> | null;

function shown(words: Words | null | undefined): Shown {
  if (!words) return null;
  if (isList(words)) return [...words];
  return Object.fromEntries(Object.entries(words).map(([language, some]) => [language, [...some]]));
}

const isList = (words: Words): words is readonly string[] => Array.isArray(words);

/** The settings for words that opt out, opt in or ask for help. */
import * as z from 'zod/mini';
import { isLanguage } from '../contacts/languages.ts';
import { comparable } from '../contacts/opt-out/comparable.ts';
import { list, map, text, wrongType } from '../schema.ts';
import { LANGUAGE } from '../text-forms.ts';
import { type Refuse, setting } from './setting.ts';

/** All words, or the words of some languages (ISO 639-3) in place of their default ones. */
export type Words = readonly string[] | Readonly<Record<string, readonly string[]>>;

/** Each message is compared with all words of a setting. */
const MOST_WORDS = 100;
const LONGEST_WORD = 40;

const someWords = () => list(text({ max: LONGEST_WORD, form: { format: 'word' } }), MOST_WORDS);

/** A list, or lists by language; null: the default words (`opt-out/default-words.ts`). */
export const wordsSetting = () =>
  setting(
    {
      control: 'words',
      body: z.nullable(
        z.union([someWords(), map(someWords(), 100, LANGUAGE)], {
          error: wrongType({ code: 'no_words', most: LONGEST_WORD, example: '{"fra": ["arrêt"]}' }),
        }),
      ),
      answer: z.nullable(z.union([z.array(z.string()), z.record(z.string(), z.array(z.string()))])),
    },
    { part: 'optOuts', default: null, check: checkWords },
  );

/** Refuses words that could never match a message. */
function checkWords(words: Words | null, refuse: Refuse): void {
  if (words === null) return;
  const lists = Array.isArray(words) ? [['', words] as const] : Object.entries(words);
  for (const [language] of lists)
    if (language !== '' && !isLanguage(language)) refuse({ code: 'no_language' }, language);
  const all = lists.flatMap(([, some]) => some);
  if (all.length > MOST_WORDS) refuse({ code: 'too_many_words', most: MOST_WORDS });
  for (const word of all) if (comparable(word) === '') refuse({ code: 'no_letters', word });
}

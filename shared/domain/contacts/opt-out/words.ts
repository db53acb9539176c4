/** Which messages are an opt-out, an opt-in or a question for help, by their words alone (docs/adr/037). */
import type { Settings, Words } from '../../workspace.ts';
import { HELP_WORDS, SPOKEN_STOP_WORDS, START_WORDS, STOP_WORDS } from './default-words.ts';

/** What a whole text is, and the word that it is, as words are compared. */
export interface Meaning {
  readonly is: 'stop' | 'start' | 'help';
  readonly word: string;
}

type Speaking = Pick<Settings, 'languages' | 'stopWords' | 'startWords' | 'helpWords'>;

/** Longer texts are no word, and are not looked at. Room for marks and blanks around the longest that a workspace may name. */
const LONGEST = 200;

/** Marks that belong to no script of their own: accents, dots of the Turkish capital, vowels of Arabic. Those of Devanagari are letters' own. */
const ACCENTS = /(?=\p{M})\p{Script=Inherited}/gu;
/** Nor the stroke that lengthens an Arabic word, which says nothing. */
const NEITHER_LETTER_NOR_BLANK = /[^\p{L}\p{N}\p{M}\s]|\u0640/gu;

/**
 * A text as words are compared: in the same letters whatever their width and case (of no language: a Turkish I is an I), without
 * accents, punctuation, quotes, emoji and invisible marks, with single blanks.
 */
export const comparable = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .replace(NEITHER_LETTER_NOR_BLANK, '')
    .replace(/\s+/g, ' ')
    // A capital of a kind of its own first: ẞ is ß, and that is SS.
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC')
    .trim();

/** What one of the texts of a message means as a whole: of several a stop word counts before a question for help, and that before a start word. */
export function meaningOf(texts: readonly string[], settings: Speaking): Meaning | null {
  const said = texts.filter((text) => text.length <= LONGEST).map(comparable);
  const { stop, help, start } = wordsOf(settings);
  for (const [is, words] of [
    ['stop', stop],
    ['help', help],
    ['start', start],
  ] as const) {
    const word = said.find((text) => words.has(text));
    if (word !== undefined) return { is, word };
  }
  return null;
}

type Sets = { readonly [Is in Meaning['is']]: ReadonlySet<string> };

const made = new WeakMap<object, Sets>();

/** The words of a workspace, ready to be compared; made once for its settings as they are. */
function wordsOf(settings: Speaking): Sets {
  const known = made.get(settings);
  if (known) return known;
  const { languages, stopWords, startWords, helpWords } = settings;
  const spoken = Object.entries(SPOKEN_STOP_WORDS).filter(([language]) => languages.includes(language));
  const sets = {
    stop: setOf(stopWords, withMore(STOP_WORDS, spoken)),
    start: setOf(startWords, START_WORDS),
    help: setOf(helpWords, HELP_WORDS),
  };
  made.set(settings, sets);
  return sets;
}

type ByLanguage = Readonly<Record<string, readonly string[]>>;

const withMore = (words: ByLanguage, more: readonly (readonly [string, readonly string[]])[]): ByLanguage => ({
  ...words,
  ...Object.fromEntries(more.map(([language, some]) => [language, [...(words[language] ?? []), ...some]])),
});

const isList = (words: Words): words is readonly string[] => Array.isArray(words);

/** A list is all words there are; of languages that are named the words are these, and of others the usual ones. */
function setOf(own: Words | null | undefined, usual: ByLanguage): ReadonlySet<string> {
  const words = own && isList(own) ? own : Object.values({ ...usual, ...own }).flat();
  return new Set(words.map(comparable));
}

/** Decides by a message's words alone whether it is an opt-out, an opt-in or a request for help (ADR 037). */
import type { Settings } from '../../workspace.ts';
import { comparable } from './comparable.ts';
import { HELP_WORDS, SPOKEN_STOP_WORDS, START_WORDS, STOP_WORDS } from './default-words.ts';

/** The meaning of a whole text, and its word in the form in which words are compared. */
interface Meaning {
  readonly is: 'stop' | 'start' | 'help';
  readonly word: string;
}

type Speaking = Pick<Settings, 'languages' | 'stopWords' | 'startWords' | 'helpWords'>;

/** A longer text is no word. It leaves room for marks and blanks around the longest word of a workspace. */
const LONGEST = 200;

/** The meaning of a message's texts as wholes: a stop word comes before help, and help before a start word. */
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

/** The words of a workspace, prepared once for its present settings. */
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

type Words = NonNullable<Settings['stopWords']>;

const isList = (words: Words): words is readonly string[] => Array.isArray(words);

/** A list replaces all words; lists by language replace those of their languages. */
function setOf(own: Words | null | undefined, usual: ByLanguage): ReadonlySet<string> {
  const words = own && isList(own) ? own : Object.values({ ...usual, ...own }).flat();
  return new Set(words.map(comparable));
}

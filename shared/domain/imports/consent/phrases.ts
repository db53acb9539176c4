import { plainWords } from './plain-words.ts';

/** Words that must stand in their order, since `Phone no` is a number and `No phone` a wish. */
const NEGATIONS = new Set(
  'no not non never dont does do ne nao sin sans لا غير عدم pas bila'.split(' ').map((word) => word.normalize('NFD')),
);

interface Stem {
  readonly text: string;
  /** Also matches longer words that begin with it. */
  readonly open: boolean;
}

interface Phrase {
  readonly stems: readonly Stem[];
  readonly ordered: boolean;
  /** Its form within a longer word (`hsemailoptout`); null when it is too short for that. */
  readonly glued: string | null;
}

/** A list of phrases that can be looked for. */
type Phrases = readonly Phrase[];

/** Shorter ones are parts of too many words. */
const SHORTEST_GLUED = 6;

/** Reads phrases with commas between them. `*` at the end of a word matches any continuation. */
export const phrases = (...lists: readonly string[]): Phrases => lists.flatMap((list) => list.split(',')).map(phraseOf);

function phraseOf(text: string): Phrase {
  const stems = text
    .trim()
    .split(/\s+/)
    .map((word) => ({ text: plainWords(word.replace('*', '')).join(''), open: word.endsWith('*') }));
  const glued = stems.map((stem) => stem.text).join('');
  return {
    stems,
    ordered: NEGATIONS.has(stems[0]?.text ?? ''),
    glued: glued.length >= SHORTEST_GLUED ? glued : null,
  };
}

/** Matches every text, without spaces, that may contain a phrase of the lists. */
export function beginningsOf(...lists: readonly Phrases[]): RegExp {
  const longest = lists
    .flat()
    .map(({ stems }) => stems.map(({ text }) => text).toSorted((a, b) => b.length - a.length)[0]);
  return new RegExp([...new Set(longest)].join('|'), 'u');
}

/** Whether one of the phrases is among the words. */
export function findsPhrase(list: Phrases, words: readonly string[]): boolean {
  const whole = words.join('');
  return list.some((phrase) => (phrase.glued !== null && whole.includes(phrase.glued)) || stands(phrase, words));
}

const fits = ({ text, open }: Stem, word: string): boolean => word === text || (open && word.startsWith(text));

function stands({ stems, ordered }: Phrase, words: readonly string[]): boolean {
  if (!ordered) return stems.every((stem) => words.some((word) => fits(stem, word)));
  let next = 0;
  for (const stem of stems) {
    const at = words.findIndex((word, index) => index >= next && fits(stem, word));
    if (at < 0) return false;
    next = at + 1;
  }
  return true;
}

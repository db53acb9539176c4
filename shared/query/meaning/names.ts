import { lowerCase } from '../lower-case.ts';

/** Names cannot be searched for shorter words (TextIt 5.5). It counts bytes, so one Chinese character is enough. */
export const MIN_NAME_TOKEN = 2;
/** Only this many characters of a word are compared (TextIt 5.10). */
const MAX_NAME_TOKEN = 8;

/** Made at its first use: the first object of `Intl` takes 7 ms, a quarter of a function's load time. */
let segmenter: Intl.Segmenter | undefined;

/** Such names need no segmenter: their words are separated by spaces and hyphens alone. */
const PLAIN = /^[A-Za-zÀ-ÖØ-öø-ž0-9 -]*$/;

/** The words of a name as `~` compares them: lower case, cut at 8 characters, without those that are too short. */
export function nameTokens(name: string): readonly string[] {
  if (name === lastName) return lastTokens;
  lastTokens = wordsOf(lowerCase(name)).filter(isLongEnough).map(cut);
  lastName = name;
  return lastTokens;
}

/** A memo of one name, because all smart groups of a workspace look at the same name in turn. */
let lastName = '';
let lastTokens: readonly string[] = [];

export const wordsOf = (text: string): readonly string[] => (PLAIN.test(text) ? text.split(/[ -]/) : segmentsOf(text));

/** Digits of full width were no part of words in the release of Unicode that TextIt's engine follows. */
const FULL_WIDTH = /[\uff10-\uff19]/g;

/** Words of any text by Unicode's rules, whatever letters it has. */
export function segmentsOf(text: string): readonly string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  return [...segmenter.segment(text.replace(FULL_WIDTH, ' '))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

/** Whether `~` can look for a text: it has a word that is long enough, as it is written (`İ`, though `i` is not). */
export const hasNameToken = (text: string): boolean => wordsOf(text).some(isLongEnough);

const isLongEnough = (word: string): boolean => word.length >= MIN_NAME_TOKEN || word > '\x7f';

const cut = (word: string): string =>
  word.length <= MAX_NAME_TOKEN ? word : [...word].slice(0, MAX_NAME_TOKEN).join('');

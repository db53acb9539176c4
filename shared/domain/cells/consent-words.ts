/** Words of refusal and consent (words.json; not checked by speakers: Swahili, Kinyarwanda, Arabic, Hindi). */
import { plainWords } from './plain-words.ts';

/** Lists of words, by language, with commas between them. */
type Lists = Readonly<Record<string, string>>;

/** Whether a text has one of some words. */
type Finder = (words: readonly string[]) => boolean;

/** A shorter one is part of too many others, and counts as a whole word only. */
const LONG = 6;

export const wordsIn = (...lists: readonly Lists[]): readonly (readonly string[])[] =>
  lists.flatMap((list) => Object.values(list).flatMap((text) => text.split(', ').map(plainWords)));

/** Finds words: a long one anywhere, whatever stands around or between its parts. */
export function finderOf(...lists: readonly Lists[]): Finder {
  const patterns = wordsIn(...lists).map((words) => {
    const glued = words.join('');
    return glued.length < LONG ? ` ${words.join(' ')} ` : glued;
  });
  const any = new RegExp(patterns.join('|'), 'u');
  return (words) => any.test(`${words.join('')}\n ${words.join(' ')} `);
}

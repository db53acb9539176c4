import { FAULT } from '../../exports/escape-formula.ts';
import { writtenDay } from '../types/written-day.ts';
import { CELL_WORDS, QUIET_WORDS } from './cell-words.ts';
import { beginningsOf, findsPhrase, phrases } from './phrases.ts';
import { plainWords } from './plain-words.ts';
import { REFUSALS, REFUSALS_IN_CELLS } from './vocabulary.ts';

/** What a cell says of messages. `yes`, `no`: answers; `never`: never agreed; `bounced`: does not arrive. */
export type CellMeaning =
  | 'refused'
  | 'consents'
  | 'never'
  | 'bounced'
  | 'unsaid'
  | 'yes'
  | 'no'
  | 'time'
  | 'blank'
  | 'other';

/** Whether a cell speaks of refusal under any heading. */
export const isLoud = (cell: string, meaning: CellMeaning): boolean =>
  (meaning === 'refused' || meaning === 'never' || meaning === 'bounced') && !QUIET.has(formOf(cell));

const QUIET: ReadonlySet<string> = new Set(QUIET_WORDS.split('|').map(formOf));

const MEANINGS: ReadonlyMap<string, CellMeaning> = new Map(
  Object.entries(CELL_WORDS).flatMap(([meaning, words]) =>
    words.split('|').map((word) => [formOf(word), meaning as CellMeaning] as const),
  ),
);

/** Phrases with words of consent that are neither consent nor refusal. */
const AGREES = phrases('opt* in, optin*, subscrib*, consents, gives consent, gave consent');
const NEVER_AGREED = phrases('never subscrib*, did not subscrib*, not subscrib*, nonsubscrib*, non subscrib*');

/** The same without spaces: a quick test, by which most cells say nothing. */
const GLUED: ReadonlySet<string> = new Set([...MEANINGS.keys()].map((form) => form.replaceAll(' ', '')));
const MAY_SPEAK = beginningsOf(REFUSALS, REFUSALS_IN_CELLS, AGREES, NEVER_AGREED, phrases('stop'));
const ASCII = /^[\x20-\x7e]*$/;

const saysNothing = (text: string): boolean => {
  if (!ASCII.test(text)) return false;
  const glued = text.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return !GLUED.has(glued) && !MAY_SPEAK.test(glued);
};

/** Texts that stop messages, such as `Stop please`. More words may be about another stop. */
const isStop = (words: readonly string[]): boolean => words[0] === 'stop' && words.length <= 3;

/** Longer cells are remarks, in which a word may be about anything. */
const LONGEST_CELL = 60;
const MOST_WORDS = 8;

const ADDRESS = /^[^\s@]{1,64}@[^\s@]+$/;
const NO_WORDS = /^[\d\s+().,:/TZ-]*$/;
const TIME = /^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}(?:[T ].*)?$|^\d{4}-\d{2}-\d{2}/;

/** `Jan 3, 2024` and the seconds or milliseconds since 1970 are times, too. */
const isTime = (text: string): boolean =>
  TIME.test(text) || /^1\d{9}(?:\d{3})?$/.test(text) || writtenDay(text) !== null;

function formOf(text: string): string {
  const words = plainWords(text);
  return words.length > 0 ? words.join(' ') : text.trim();
}

/** Whether a cell refuses messages, by itself or in answer to its heading; null when it says neither. */
export function refuses(cell: string, heading: 'refusal' | 'consent'): boolean | null {
  const meaning = cellMeaning(cell);
  switch (meaning) {
    case 'yes':
    case 'no':
      return (meaning === 'yes') === (heading === 'refusal');
    case 'time':
      return heading === 'refusal' && !NO_TIME.test(cell.trim());
    case 'other':
      return null;
    default:
      // TextIt and Mailchimp write `cleaned` for addresses that do not work any more.
      return meaning === 'refused' || /^\s*cleaned\s*$/i.test(cell);
  }
}

/** Dates by which programs say that there is none. */
const NO_TIME = /^(?:0000|0001|1899|1900|1970)\D|^(?:0{1,2}|0?1)\D(?:0{1,2}|0?1)\D(?:0000|0001|1900|1970)(?!\d)/;

/** What a cell says of messages by itself. */
export function cellMeaning(cell: string): CellMeaning {
  const text = cell.trim();
  if (text === '' || text === '-' || text === '--') return 'blank';
  if (ADDRESS.test(text) || FAULT.test(text)) return 'other';
  if (text.length > LONGEST_CELL || saysNothing(text)) return isTime(text) ? 'time' : 'other';
  if (isTime(text)) return 'time';
  const known = MEANINGS.get(formOf(text));
  if (known !== undefined) return known;
  if (NO_WORDS.test(text)) return 'other';
  const words = plainWords(text);
  if (words.length > MOST_WORDS || !MAY_SPEAK.test(words.join(''))) return 'other';
  if (findsPhrase(NEVER_AGREED, words)) return 'never';
  if (findsPhrase(REFUSALS, words) || findsPhrase(REFUSALS_IN_CELLS, words) || isStop(words)) return 'refused';
  return findsPhrase(AGREES, words) ? 'consents' : 'other';
}

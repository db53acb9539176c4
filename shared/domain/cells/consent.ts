import { FAULT } from '../text/escape-formula.ts';
import words from './consent-words.json' with { type: 'json' };
import { finderOf, wordsIn } from './consent-words.ts';
import { plainWords } from './plain-words.ts';
import { writtenDay } from './written-day.ts';

/** What a cell says of messages. `yes`, `no`: answers; `never`: never agreed; `bounced`: does not arrive. */
export type CellMeaning = keyof typeof words.cells | 'never' | 'time' | 'blank' | 'other';

const formOf = (text: string): string => plainWords(text).join(' ') || text.trim();

/** Cells that say it as a whole. */
const WHOLE: ReadonlyMap<string, CellMeaning> = new Map(
  Object.entries(words.cells).flatMap(([meaning, cells]) =>
    cells.split(', ').map((cell) => [formOf(cell), meaning as CellMeaning] as const),
  ),
);

const { names, within_cells: within } = words;
/** What says it in a short text. "Not subscribed" has "subscribed" in it. */
const WITHIN = [
  ['never', finderOf(within.never)],
  ['refused', finderOf(names.refuses, within.refused)],
  ['consents', finderOf(within.consents)],
] as const;

/** The same without spaces: a quick test, by which most cells say nothing. */
const GLUED: ReadonlySet<string> = new Set([...WHOLE.keys()].map((form) => form.replaceAll(' ', '')));
const MAY_SPEAK = new RegExp(
  wordsIn(names.refuses, within.never, within.refused, within.consents)
    .map((all) => all.join(''))
    .join('|'),
);

const saysNothing = (text: string): boolean => {
  if (!/^[\x20-\x7e]*$/.test(text)) return false;
  const glued = text.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return !GLUED.has(glued) && !MAY_SPEAK.test(glued);
};

/** Longer cells are remarks, in which a word may be about anything. */
const LONGEST_CELL = 60;

const ADDRESS = /^[^\s@]{1,64}@[^\s@]+$/;
const TIME = /^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}(?:[T ].*)?$|^\d{4}-\d{2}-\d{2}/;

/** `Jan 3, 2024` and the seconds or milliseconds since 1970 are times, too. */
const isTime = (text: string): boolean =>
  TIME.test(text) || /^1\d{9}(?:\d{3})?$/.test(text) || writtenDay(text) !== null;

/** What a cell says of messages by itself. */
export function cellMeaning(cell: string): CellMeaning {
  const text = cell.trim();
  if (text === '' || text === '-' || text === '--') return 'blank';
  if (ADDRESS.test(text) || FAULT.test(text)) return 'other';
  if (isTime(text)) return 'time';
  if (text.length > LONGEST_CELL || saysNothing(text)) return 'other';
  const spelt = plainWords(text);
  const [found] = WITHIN.find(([, finds]) => finds(spelt)) ?? ['other'];
  return WHOLE.get(spelt.join(' ') || text) ?? found;
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

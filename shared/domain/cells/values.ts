import { unescapeFormula } from '../text/escape-formula.ts';

/** Clears a name, a language or a field (TextIt's imports). */
export const CLEAR = '--';

/** Invisible marks of direction and joining, which come along from chats and address books. */
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** The text of other cells than names and values: without invisible marks, outer spaces and escaping apostrophe. */
export const cellText = (raw: string): string =>
  unescapeFormula(raw.replace(UNSEEN, '').replaceAll('\u00a0', ' ')).trim();

/** `="0788123456"`, by which programs keep a spreadsheet from reading a text as a number. */
export const asTyped = (raw: string): string => /^\s*="([^"]*)"\s*$/.exec(raw)?.[1] ?? raw;

/** `2.50788000023E+11`, as a spreadsheet writes long numbers. */
const SCIENTIFIC = /^\s*(?:tel:\s*)?(\+?)(\d+)(?:[.,](\d+))?e\+?(\d{1,3})\s*$/i;

export const isScientific = (text: string): boolean => SCIENTIFIC.test(text);

/** A whole number in such a form with all its digits, written out; null: `2.50788E+11` has lost some. */
export function writtenOut(text: string): string | null {
  const [, plus = '', whole = '', fraction = '', power = ''] = SCIENTIFIC.exec(text) ?? [];
  const digits = Number(power);
  const isWhole = fraction.length >= digits && /^0*$/.test(fraction.slice(digits));
  return isWhole ? `${plus}${whole}${fraction.slice(0, digits)}` : null;
}

/** The names in a cell with several, in quotes where one has a separator. */
export const namesInCell = (text: string): readonly string[] =>
  (text.match(/\s*"[^"]*"\s*|[^,;|]+/g) ?? [])
    .map((one) => one.trim().replace(/^"|"$/g, ''))
    .filter((name) => name !== '');

const wordsOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const YES = wordsOf('true t yes y 1 x oui si sí sim on opt_in member wahr vrai verdadero');
const NO = wordsOf('false f no n 0 non não off opt_out falsch faux falso');

/** Yes or no in the spellings of spreadsheets and products; blank is no, and null is anything else. */
export function parseFlag(text: string): boolean | null {
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  return word === '' || NO.has(word) ? false : null;
}

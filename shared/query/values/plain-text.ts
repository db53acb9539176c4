import { lowerCase } from '../lower-case.ts';

/** Marks that stand on letters of several scripts: accents, and the vowel marks of Arabic and Hebrew. */
const MARKS = /[[\p{M}&&\p{sc=Inherited}][\p{M}&&[\p{sc=Arabic}\p{sc=Hebrew}]]]/gv;

/** Letters with a stroke, which no rule of Unicode takes apart, and the letters that people type for them. */
const STROKED = 'đøłıħŧ';
const WITHOUT_STROKE = 'doliht';

/** A text without capitals and accents, as people type it who look for somebody. */
export const plainText = (text: string): string =>
  lowerCase(text.normalize('NFKD').replace(MARKS, ''))
    .replace(/[đøłıħŧ]/g, (letter) => WITHOUT_STROKE.charAt(STROKED.indexOf(letter)))
    .trim();

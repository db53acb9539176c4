import { lowerCase } from '../lower-case.ts';

/** Marks that stand on letters of several scripts: accents, and the vowel marks of Arabic and Hebrew. */
const MARKS = /(?=[\p{sc=Inherited}\p{sc=Arabic}\p{sc=Hebrew}])\p{M}/gu;

/** Letters with a stroke, which no rule of Unicode takes apart, and the letters that people type for them. */
const STROKED = 'đøłıħŧ';
const WITHOUT_STROKE = 'doliht';

/** A text without capitals and accents, as people type it who look for somebody. */
export const plainText = (text: string): string =>
  lowerCase(text.normalize('NFKD').replace(MARKS, ''))
    .replace(/[đøłıħŧ]/g, (letter) => WITHOUT_STROKE.charAt(STROKED.indexOf(letter)))
    .trim();

import { lowerCase } from '../../../../query/lower-case.ts';

/** Letter by letter, as in TextIt: one never becomes two (`ß` stays), wherever it stands (`Σ` is `σ`). */
export const upperCase = (value: string): string => value.replace(/./gsu, upperLetter);

/** The first letter of each word in title case, the rest in lower case. White space and ASCII's marks end a word. */
export const titleCase = (value: string): string =>
  lowerCase(value).replace(/(?<=^|\p{White_Space}|[^\w\P{ASCII}])./gsu, titleLetter);

const isOne = (letters: string): boolean => letters.length === String.fromCodePoint(letters.codePointAt(0) ?? 0).length;

/** Unicode's simple mapping. Where JavaScript only has the full one, of two letters, it is the title case. */
const upperLetter = (letter: string): string =>
  isOne(letter.toUpperCase()) ? letter.toUpperCase() : (titles().get(letter) ?? letter);

/** Georgian has capitals for whole texts, which begin no word. */
const titleLetter = (letter: string): string =>
  titles().get(letter) ?? (/[\u10d0-\u10ff]/.test(letter) ? letter : upperLetter(letter));

let known: ReadonlyMap<string, string> | undefined;

/** The letters that Unicode has for the beginning of words only, by their lower case: `ǅ` by `ǆ`, `ᾼ` by `ᾳ`. */
function titles(): ReadonlyMap<string, string> {
  const letters = () => Array.from({ length: 0x2000 }, (_, code) => String.fromCharCode(code));
  known ??= new Map(letters().flatMap((one) => (/\p{Lt}/u.test(one) ? [[one.toLowerCase(), one]] : [])));
  return known;
}

/** Marks without a script of their own: accents, the Turkish dot, Arabic vowels. Devanagari's belong to its letters. */
const ACCENTS = /(?=\p{M})\p{Script=Inherited}/gu;
/** Also the stroke that lengthens Arabic words, which has no meaning. */
const NEITHER_LETTER_NOR_BLANK = /[^\p{L}\p{N}\p{M}\s]|\u0640/gu;

/** A text as words are compared: in one form of width and case, without accents, punctuation and emoji. */
export const comparable = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .replace(NEITHER_LETTER_NOR_BLANK, '')
    .replace(/\s+/g, ' ')
    // Lower case first, for a special capital: ẞ is ß, and that is SS.
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC')
    .trim();

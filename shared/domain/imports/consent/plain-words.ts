/**
 * The words of a heading, a file name or a short cell, in a form in which spellings do not matter: without case,
 * accents, punctuation and camel case. `HasOptedOutOfEmail` and `has_opted-out (of e-mail)` have the same words.
 */
export const plainWords = (text: string): readonly string[] =>
  text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .normalize('NFD')
    // Accents of Latin, vowel signs of Arabic and joiners; the vowels of Devanagari are letters.
    .replace(/[\p{Script=Inherited}\u0640'’]/gu, '')
    .replaceAll('ة', 'ه')
    .replaceAll('ى', 'ي')
    .replace(/\be mail/g, 'email')
    .split(/[^\p{L}\p{M}\p{N}]+|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u)
    .filter((word) => word !== '');

/** Characters that are looked at: a longer heading is a question of a form, which says what it is about at once. */
const LONGEST = 300;

/** The words of a heading, name or short cell in one spelling: `HasOptedOutOfEmail`, `has_opted-out (of email)`. */
export const plainWords = (text: string): readonly string[] =>
  text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .normalize('NFD')
    // Accents of Latin, vowel signs of Arabic and joiners; the vowels of Devanagari are letters.
    .replace(/[\p{Script=Inherited}\u0640]/gu, '')
    .replaceAll('ة', 'ه')
    .replaceAll('ى', 'ي')
    .split(/[^\p{L}\p{M}\p{N}]+|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u)
    .filter((word) => word !== '');

/** Characters that are read: a longer heading is a question of a form, whose subject comes early. */
const LONGEST = 300;

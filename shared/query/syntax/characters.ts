const WORD_SIGNS = "_.-+/'@:";
const LETTER_OR_DIGIT = /[\p{L}\p{Nd}]/u;
const ASCII_PROPERTY = /^(?:[a-z]+\.)?[a-z0-9_]+$/i;
const PROPERTY = /^(?:\p{L}+\.)?[\p{L}\p{Nd}_]+$/u;

/** By ASCII code, whether a character can be part of a word. A table, because it is asked for most characters. */
const ASCII_WORD: readonly boolean[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return WORD_SIGNS.includes(character) || /[A-Za-z0-9]/.test(character);
});

/** Space, tab, line feed and carriage return separate tokens. */
export const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13;

/** The length in UTF-16 units of the word character at `at`; 0 when it is not one. */
export function wordCharacterAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return ASCII_WORD[code] ? 1 : 0;
  const character = characterAt(text, at);
  return LETTER_OR_DIGIT.test(character) ? character.length : 0;
}

/** The whole character at `at`, with both halves of a surrogate pair. */
export const characterAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0);

/** Whether a word can name a property: an optional prefix of letters and a dot, then letters, digits, `_`. */
export const isPropertyWord = (word: string): boolean => ASCII_PROPERTY.test(word) || PROPERTY.test(word);

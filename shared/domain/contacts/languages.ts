/** Imported as `#languages`, so that a function loads the codes with the first language (infra/bundles). */
import { LANGUAGE_CODES } from './language-codes.ts';

/** Whether it is a language code of ISO 639-3, in lower case (TextIt 1.5). */
export function isLanguage(code: string): boolean {
  return Array.from(code).length === 3 && isKnown(code);
}

/** What is wrong with a code in any case, in the words of TextIt's engine (1.5), or null. */
export function languageError(code: string): string | null {
  if (Array.from(code).length !== 3) return `iso-639-3 codes must be 3 characters, got: ${code}`;
  return isKnown(code.toLowerCase()) ? null : `unrecognized language code: ${code}`;
}

/** Bytes, as characters. */
const BITS = atob(LANGUAGE_CODES);

function isKnown(code: string): boolean {
  if (!/^[a-z]{3}$/.test(code)) return false;
  const number = [...code].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 97, 0);
  return ((BITS.charCodeAt(number >> 3) >> (number & 7)) & 1) === 1;
}

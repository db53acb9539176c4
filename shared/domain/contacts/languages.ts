import { LANGUAGE_CODES } from './language-codes.ts';

/** Whether it is a language code of ISO 639-3, in lower case (TextIt 1.5). */
export function isLanguage(code: string): boolean {
  return Array.from(code).length === 3 && isKnown(code);
}

/** What is wrong with a code, in any case, in the words of TextIt's engine (1.5), or null. */
export function languageError(code: string): string | null {
  if (Array.from(code).length !== 3) return `iso-639-3 codes must be 3 characters, got: ${code}`;
  return isKnown(code.toLowerCase()) ? null : `unrecognized language code: ${code}`;
}

function isKnown(code: string): boolean {
  const [first = '', second = '', third = ''] = code;
  const row = Object.hasOwn(LANGUAGE_CODES, first) ? LANGUAGE_CODES[first] : undefined;
  const word = row?.split(' ').find((letters) => letters.startsWith(second));
  return word?.includes(third, 1) ?? false;
}

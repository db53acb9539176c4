import { expect, it } from 'vitest';
import { isLanguage, languageError } from '../../../../shared/domain/contacts/languages.ts';
import codes from '../../../cases/domain/languages.json' with { type: 'json' };

it.each(['eng', 'fra', 'kin', 'spa', 'swa', 'aaa', 'zza', 'und', 'mul'])('%s is a language', (code) => {
  expect(isLanguage(code)).toBe(true);
});

it.each(['', 'en', 'engl', 'ENG', 'xxx', 'fre', 'qaa', '__p', 'a a', 'e ', '...'])('%j is not a language', (code) => {
  expect(isLanguage(code)).toBe(false);
});

it('says what is wrong with TextIt’s message', () => {
  expect(languageError('xxxxxxxxxx')).toBe('iso-639-3 codes must be 3 characters, got: xxxxxxxxxx');
  expect(languageError('xxx')).toBe('unrecognized language code: xxx');
  expect(languageError('eng')).toBeNull();
});

it('knows the three-letter code of every two-letter language of the runtime', () => {
  for (const [three, two] of Object.entries(codes)) {
    expect(new Intl.Locale(three).language).toBe(two);
    expect(isLanguage(three)).toBe(true);
  }
});

it('has as many codes as its heading says', () => {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index));
  const all = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));
  expect(all.filter(isLanguage)).toHaveLength(7910);
});

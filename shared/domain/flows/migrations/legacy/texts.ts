import { languageNamed } from '#language-names';
import { isLanguage } from '#languages';
import { isJsonObject, type Json } from '../json.ts';
import { RefusedError } from './refused.ts';

/** A text in the flow's own language, and its translations by language. */
export interface Texts {
  readonly own: string;
  readonly translations: ReadonlyMap<string, string>;
}

/** Definitions without languages. */
export const BASE = 'base';

/** The present code of a language: definitions had `fre` where `fra` is the code of ISO 639-3. */
export function languageCode(code: string): string {
  if (code === BASE || isLanguage(code)) return code;
  const meant = /^[a-z]{2,3}$/i.test(code) ? languageNamed(code) : null;
  if (meant === null) throw new RefusedError({ code: 'flow_language', language: code });
  return meant;
}

/** A text was a string, or an object with a text for each language. */
export function readTexts(json: unknown, language: string): Texts {
  if (!isJsonObject(json)) return { own: textOf(json), translations: new Map() };
  const texts = textsByLanguage(json);
  const own = texts.get(language) ?? texts.get(BASE) ?? [...texts.values()][0] ?? '';
  texts.delete(language);
  if (texts.get(BASE) === own) texts.delete(BASE);
  return { own, translations: texts };
}

/** With both `fra` and `fre`, the present code counts, unless it has no text. */
function textsByLanguage(json: Json): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [code, text] of Object.entries(json)) {
    const present = languageCode(code);
    if (!texts.get(present) || (code === present && textOf(text) !== '')) texts.set(present, textOf(text));
  }
  return texts;
}

const textOf = (json: unknown): string =>
  typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' ? String(json) : '';

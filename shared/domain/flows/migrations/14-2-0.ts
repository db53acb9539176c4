import { isJsonObject, type Json } from './json.ts';

/** 14.2.0: translations go whose language has not three letters. */
export function languagesOfThreeLetters(definition: Json): Json {
  const { localization } = definition;
  if (!isJsonObject(localization)) return definition;
  const kept = Object.entries(localization).filter(([language]) => /^[a-z]{3}$/i.test(language));
  return { ...definition, localization: Object.fromEntries(kept) };
}

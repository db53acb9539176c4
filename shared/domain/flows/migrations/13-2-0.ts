import { isJsonObject, type Json } from './json.ts';

/** 13.2.0: texts of unknown language are in `und` (ISO 639-3) instead of `base`. */
export function baseIsUnd(definition: Json): Json {
  const { language, localization } = definition;
  return {
    ...definition,
    ...(language === 'base' && { language: 'und' }),
    ...(isJsonObject(localization) && { localization: renamed(localization) }),
  };
}

const renamed = (localization: Json): Json =>
  Object.fromEntries(
    Object.entries(localization).map(([language, texts]) => [language === 'base' ? 'und' : language, texts]),
  );

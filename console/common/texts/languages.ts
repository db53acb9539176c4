import type { I18nProviderProps } from '@cloudscape-design/components/i18n';
import type { FirstCatalogue, FirstTexts, RestCatalogue, Texts } from './catalogue.ts';
import { joined, textsOf } from './texts-of.ts';

/** What the folder of a language holds: our catalogue, and Cloudscape's texts. */
interface Folder {
  readonly catalogue: { readonly first: FirstCatalogue; readonly rest: () => Promise<RestCatalogue> };
  readonly messages: I18nProviderProps.Messages;
}

/** A language that is loaded: the first of our texts, all of them, and those of Cloudscape. */
export interface Loaded {
  readonly language: Language;
  readonly first: FirstTexts;
  readonly all: () => Promise<Texts>;
  readonly messages: I18nProviderProps.Messages;
}

interface Listed {
  /** Its name in itself. */
  readonly name: string;
  readonly load: () => Promise<Folder>;
}

/** The languages of the console. A new one is a folder, and its line here. */
export const LANGUAGES = {
  en: { name: 'English', load: () => import('./en/index.ts') },
  es: { name: 'Español', load: () => import('./es/index.ts') },
  fr: { name: 'Français', load: () => import('./fr/index.ts') },
} as const satisfies Readonly<Record<string, Listed>>;

export type Language = keyof typeof LANGUAGES;

const KEY = 'dormouse.language';

const isLanguage = (name: string | null): name is Language => name !== null && Object.hasOwn(LANGUAGES, name);

/** The language that was chosen earlier, else the browser's, else English. */
export function firstLanguage(): Language {
  const wanted = [localStorage.getItem(KEY), ...navigator.languages.map((name) => name.slice(0, 2))];
  return wanted.find(isLanguage) ?? 'en';
}

export const keepLanguage = (language: Language): void => localStorage.setItem(KEY, language);

export async function load(language: Language): Promise<Loaded> {
  const { catalogue, messages } = await LANGUAGES[language].load();
  const first = textsOf<FirstTexts>(catalogue.first, language);
  const all = async () => textsOf<Texts>(joined(catalogue.first, await catalogue.rest()), language);
  return { language, first, all, messages };
}

import { I18nProvider, type I18nProviderProps } from '@cloudscape-design/components/i18n';
import english from '@cloudscape-design/components/i18n/messages/all.en';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { Texts } from './catalogue.ts';
import * as en from './en.ts';

export const LANGUAGES = { en: 'English', fr: 'Français' } as const;
export type Language = keyof typeof LANGUAGES;

interface Loaded {
  readonly texts: Texts;
  readonly messages: readonly I18nProviderProps.Messages[];
}

const LOAD: Readonly<Record<Language, () => Promise<Loaded>>> = {
  en: async () => ({ texts: en, messages: [english] }),
  fr: async () => {
    const [fr, messages] = await Promise.all([
      import('./fr.ts'),
      import('@cloudscape-design/components/i18n/messages/all.fr'),
    ]);
    return { texts: fr, messages: [messages.default] };
  },
};

const KEY = 'dormouse.language';

const isLanguage = (name: string | null): name is Language => name !== null && Object.hasOwn(LANGUAGES, name);

/** The language that was chosen earlier, else the browser's, else English. */
function firstLanguage(): Language {
  const kept = localStorage.getItem(KEY);
  const wanted = [kept, ...navigator.languages.map((name) => name.slice(0, 2))];
  return wanted.find(isLanguage) ?? 'en';
}

interface Speaking {
  readonly language: Language;
  readonly speak: (language: Language) => void;
}

const TextsContext = createContext<Texts>(en);
const LanguageContext = createContext<Speaking>({ language: 'en', speak: () => undefined });
export const useTexts = (): Texts => useContext(TextsContext);
export const useLanguage = (): Speaking => useContext(LanguageContext);

/** Gives its children the texts, and shows nothing until they are loaded. English is part of the first load. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  const [loaded, setLoaded] = useState<Loaded | null>(language === 'en' ? { texts: en, messages: [english] } : null);
  useEffect(() => {
    let wanted = true;
    document.documentElement.lang = language;
    void LOAD[language]().then((found) => wanted && setLoaded(found));
    return () => {
      wanted = false;
    };
  }, [language]);
  const speak = (chosen: Language) => {
    localStorage.setItem(KEY, chosen);
    setLanguage(chosen);
  };
  if (loaded === null) return null;
  return (
    <I18nProvider locale={language} messages={loaded.messages}>
      <LanguageContext.Provider value={{ language, speak }}>
        <TextsContext.Provider value={loaded.texts}>{children}</TextsContext.Provider>
      </LanguageContext.Provider>
    </I18nProvider>
  );
}

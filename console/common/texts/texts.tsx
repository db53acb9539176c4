import { I18nProvider } from '@cloudscape-design/components/i18n';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { Texts } from './catalogue.ts';
import { firstLanguage, keepLanguage, type Language, type Loaded, load } from './languages.ts';

interface Speaking {
  readonly language: Language;
  /** Loads another language, and stays with the present one when that cannot be loaded. */
  readonly speak: (language: Language) => Promise<void>;
}

const SpokenContext = createContext<(Speaking & { readonly texts: Texts }) | null>(null);

function useSpoken() {
  const spoken = useContext(SpokenContext);
  if (spoken === null) throw new Error('Texts are used outside of LanguageProvider.');
  return spoken;
}

export const useTexts = (): Texts => useSpoken().texts;
export const useLanguage = (): Speaking => useSpoken();

/** Milliseconds after which the first language is asked for again. */
const AGAIN = 2_000;

const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, AGAIN));

/** The language of the first screen, for which there is nothing else to show meanwhile. */
const loadFirst = (): Promise<Loaded> => load(firstLanguage()).catch(() => later().then(loadFirst));

/** It is asked for while the rest of the first load is read. */
const first = loadFirst();

/** Gives its children the texts, and shows nothing until they are loaded. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    void first.then(setLoaded);
  }, []);
  const language = loaded?.language;
  useEffect(() => {
    if (language !== undefined) document.documentElement.lang = language;
  }, [language]);
  if (loaded === null) return null;
  const speak = async (chosen: Language) => {
    setLoaded(await load(chosen));
    keepLanguage(chosen);
  };
  return (
    <I18nProvider locale={loaded.language} messages={[loaded.messages]}>
      <SpokenContext.Provider value={{ language: loaded.language, texts: loaded.texts, speak }}>
        {children}
      </SpokenContext.Provider>
    </I18nProvider>
  );
}

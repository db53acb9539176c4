import { I18nProvider } from '@cloudscape-design/components/i18n';
import { createContext, type ReactNode, use, useContext, useEffect, useState } from 'react';
import type { FirstTexts, Texts } from './catalogue.ts';
import { firstUse } from './first-use.ts';
import { firstLanguage, keepLanguage, type Language, type Loaded, load } from './languages.ts';

interface Speaking {
  readonly language: Language;
  /** Loads another language, and stays with the present one when that cannot be loaded. */
  readonly speak: (language: Language) => Promise<void>;
}

const SpokenContext = createContext<(Speaking & { readonly loaded: Loaded }) | null>(null);

function useSpoken() {
  const spoken = useContext(SpokenContext);
  if (spoken === null) throw new Error('Texts are used outside of LanguageProvider.');
  return spoken;
}

export const useLanguage = (): Speaking => useSpoken();
/** The texts of the first load, for what a list of contacts shows. */
export const useFirstTexts = (): FirstTexts => useSpoken().loaded.first;

/** All texts of a language, being loaded or loaded. */
const loading = new Map<Language, Promise<Texts>>();

/** Loads all texts of a language once. What failed is tried again at the next time. */
function loadAll({ language, all }: Loaded): Promise<Texts> {
  const under = loading.get(language);
  if (under) return under;
  const asked = all();
  loading.set(language, asked);
  asked.then(
    // By these properties React reads a promise that is kept without another wait.
    (value) => Object.assign(asked, { status: 'fulfilled', value }),
    () => loading.delete(language),
  );
  return asked;
}

/**
 * All texts. What uses them waits for them, in the nearest Suspense, where they are not loaded yet. `use` is called
 * each time: React loses a component that waited at first, and does not call it when it is rendered again.
 */
export const useTexts = (): Texts => use(loadAll(useSpoken().loaded));

/** Milliseconds after which the first language is asked for again. */
const AGAIN = 2_000;

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The language of the first screen, for which there is nothing else to show meanwhile. */
const loadFirst = (): Promise<Loaded> => load(firstLanguage()).catch(() => wait(AGAIN).then(loadFirst));

/** It is asked for while the rest of the first load is read. */
const first = loadFirst();

/** Gives its children the texts, and shows nothing until the first of them are loaded. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    void first.then(setLoaded);
  }, []);
  useEffect(() => {
    if (loaded === null) return;
    document.documentElement.lang = loaded.language;
    void firstUse.then(() => loadAll(loaded).catch(() => undefined));
  }, [loaded]);
  if (loaded === null) return null;
  const speak = async (chosen: Language) => {
    const found = await load(chosen);
    await loadAll(found);
    setLoaded(found);
    keepLanguage(chosen);
  };
  return (
    <I18nProvider locale={loaded.language} messages={[loaded.messages]}>
      <SpokenContext.Provider value={{ language: loaded.language, loaded, speak }}>{children}</SpokenContext.Provider>
    </I18nProvider>
  );
}

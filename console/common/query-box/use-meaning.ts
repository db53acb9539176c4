import { useMemo } from 'react';
import { type Group, useWorkspaceLanguages } from '../api/index.ts';
import { languageNames } from '../components/index.ts';
import { useFirstTexts, useLanguage } from '../texts/index.ts';
import { meantBy } from './phrases.ts';

/** What reads sentences of the user's language as queries; it gives back every other text as it is, trimmed. */
export function useMeaning(groups: readonly Group[]): (text: string) => string {
  const { phrases: words } = useFirstTexts();
  const { language } = useLanguage();
  const own = useWorkspaceLanguages();
  return useMemo(() => {
    const languages = new Map(languageNames(language, own).map(({ code, name }) => [name.toLowerCase(), code]));
    return (text) => meantBy(text.trim(), { words, groups, languages }) ?? text.trim();
  }, [words, language, own, groups]);
}

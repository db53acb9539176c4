import { useMemo } from 'react';
import { useFirstTexts, useFormats } from '../texts/index.ts';
import type { Speech } from './sentence.ts';

/** With what sentences about jobs are made in the language that is spoken. */
export function useSpeech(): Speech {
  const texts = useFirstTexts();
  const formats = useFormats();
  return useMemo(() => ({ texts, formats }), [texts, formats]);
}

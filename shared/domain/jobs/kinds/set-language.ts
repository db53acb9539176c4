import * as z from 'zod/mini';
import { isLanguage } from '../../contacts/languages.ts';
import { text } from '../../schema.ts';
import { LANGUAGE } from '../../text-forms.ts';
import { type DeclaredKind, publicBody } from './kind.ts';

/** Gives contacts a language, or none. */
interface SetLanguage {
  readonly type: 'set_language';
  readonly language: string | null;
}

export const setLanguage: DeclaredKind<SetLanguage> = {
  type: 'set_language',
  body: publicBody({
    fields: { language: z.nullable(text({ min: 3, max: 3, form: LANGUAGE })) },
    work({ language }) {
      // Flows look for their translations by lower-case codes.
      const code = language?.toLowerCase() ?? null;
      if (code !== null && !isLanguage(code)) return { field: 'language', problem: { code: 'no_language' } };
      return { work: { type: 'set_language', language: code } };
    },
    previewFirst: null,
  }),
  operation: { type: 'modify', modifiers: (_, { work: { language } }) => [{ type: 'language', language }] },
  does: ({ language }) => (language === null ? 'clear_language' : 'set_language'),
  target: ({ language }) => ({ language }),
  refuseUndo: null,
  steeredBy: 'writers',
};

import { setOnce } from '../../cells/cell.ts';
import { wrong } from '../../cells/record.ts';
import { LANGUAGE } from '../../text-forms.ts';
import type { Contact } from '../contact.ts';
import { languageNamed } from '../language-names.ts';
import { isLanguage } from '../languages.ts';
import { type ModifierOutcome, outcome } from '../modifiers/outcome.ts';
import { written } from './exported.ts';
import { valueEvents } from './history-events.ts';
import { importedValue, titlesIn, word } from './imported.ts';
import { shownText } from './presentation.ts';
import type { Property } from './property.ts';
import { published } from './published.ts';
import { unlessNull } from './stored.ts';
import { undoWhole } from './undo.ts';

interface SetLanguage {
  readonly type: 'language';
  readonly language: string | null;
}

/** Null or empty clears. Callers check the code with `isLanguage` (TextIt 1.5). */
function setLanguage(contact: Contact, modifier: SetLanguage): ModifierOutcome {
  const language = modifier.language || null;
  return outcome(language === contact.language ? contact : { ...contact, language });
}

const imported = importedValue('language', (language: string | null): SetLanguage => ({ type: 'language', language }), {
  target: 'language',
  cells: word,
  names: titlesIn('language contactlanguage lang langue idioma lingua lugha preferredlanguage'),
  read: (row, { text, clears }) => {
    const code = text.toLowerCase();
    const language = clears ? null : isLanguage(code) ? code : (languageNamed(text) ?? undefined);
    if (language === undefined) return wrong('invalid_language', { code: 'row_no_language', text });
    return setOnce(row, 'language', language, text);
  },
});

/** ISO 639-3, three letters. The API accepts any case and keeps it; flows use lower case (TextIt 1.5). */
export const language = {
  label: 'Language',
  blank: () => null,
  stored: unlessNull('lang'),
  bytes: 20,
  modifiers: { language: setLanguage },
  events: valueEvents(
    'language',
    'contact_language_changed',
    (language) => ({ language: language ?? '' }),
    (said) => said.language || null,
  ),
  undo: undoWhole('language'),
  query: { names: ['language'], values: { language: (contact) => contact.language }, added: null },
  template: { language: (contact) => contact.language },
  api: { language: shownText((contact) => contact.language) },
  export: { language: written((contact) => contact.language) },
  import: imported,
  bus: { language: published((contact) => contact.language) },
  sort: { language: (contact) => contact.language },
  input: {
    language: {
      limits: { min: 3, max: 3, form: LANGUAGE },
      problem: (code) => (isLanguage(code.toLowerCase()) ? null : ({ code: 'no_language' } as const)),
      modifier: (language): SetLanguage => ({ type: 'language', language }),
    },
  },
} as const satisfies Property<'language'>;

import * as z from 'zod/mini';
import { languageError } from '../../contacts/languages.ts';
import { error, modify, withText } from '../effects.ts';
import { defineAction, templateOf } from './action.ts';

const schema = z.looseObject({ language: z._default(templateOf(1_000), '') });

/** `{"language":"fra"}`: a template. Empty clears; no ISO 639-3 code is an error event (TextIt 1.5). */
export const setContactLanguage = defineAction(schema, (action, compile) => {
  const template = compile(action.language);
  return (step) =>
    withText(step, template, (text) => {
      const wrong = text === '' ? null : languageError(text);
      return [wrong === null ? modify({ type: 'language', language: text.toLowerCase() }) : error(wrong)];
    });
});

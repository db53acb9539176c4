import type { Contact } from '../contact.ts';
import { type Of, type Outcome, outcome } from './modifier.ts';

/** Null or empty clears. The code is taken as it is: callers check it with `isLanguage` (TextIt 1.5). */
export function setLanguage(contact: Contact, { language }: Of<'language'>): Outcome {
  const next = language || null;
  return outcome(next === contact.language ? contact : { ...contact, language: next });
}

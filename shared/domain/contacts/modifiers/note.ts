import type { Contact } from '../contact.ts';
import { type Context, type Of, type Outcome, outcome } from './modifier.ts';

/** A contact keeps its newest notes only (TextIt 1.1): the whole contact must stay a small item. */
export const NOTE_LIMIT = 5;

/** Adds a note, the newest last. Its length (10,000 characters) is the caller's check; an empty text adds nothing. */
export function addNote(contact: Contact, { text, by }: Of<'note'>, { now }: Context): Outcome {
  if (text === '') return outcome(contact);
  const notes = [...contact.notes, { text, createdOn: now, createdBy: by }].slice(-NOTE_LIMIT);
  return outcome({ ...contact, notes });
}

import * as z from 'zod/mini';
import { formatInstant, type Instant } from '../../instant.ts';
import type { Contact, Note } from '../contact.ts';
import { type ModifierContext, type ModifierOutcome, outcome } from '../modifiers/outcome.ts';
import { shownAs } from './presentation.ts';
import type { Property } from './property.ts';
import { published } from './published.ts';
import { unlessEmpty } from './stored.ts';

/** A contact keeps only its newest notes (TextIt 1.1), so that it stays a small item. */
const NOTE_LIMIT = 5;

interface AddNote {
  readonly type: 'note';
  readonly text: string;
  readonly by: string;
}

/** Adds a note at the end. Callers check its length (10,000 characters); an empty text adds nothing. */
function addNote(contact: Contact, { text, by }: AddNote, { now }: ModifierContext): ModifierOutcome {
  if (text === '') return outcome(contact);
  const notes = [...contact.notes, { text, createdOn: now, createdBy: by }].slice(-NOTE_LIMIT);
  return outcome({ ...contact, notes });
}

const store = ({ text, createdOn, createdBy }: Note) => ({ text, at: createdOn, by: createdBy });

const load = ({ text, at, by }: { readonly text: string; readonly at: Instant; readonly by: string }): Note => ({
  text,
  createdOn: at,
  createdBy: by,
});

const showNote = ({ text, createdOn, createdBy }: Note) => ({
  text,
  created_on: formatInstant(createdOn),
  created_by: { email: '', name: createdBy },
});

const shown = shownAs(
  z.array(
    z.object({
      text: z.string(),
      created_on: z.string(),
      created_by: z.object({ email: z.string(), name: z.string() }),
    }),
  ),
  ({ notes }) => notes.map(showNote),
  () => [],
);

/** What people wrote about the contact, newest last. No events, because the contact keeps them (TextIt 8.7). */
export const notes = {
  label: 'Notes',
  blank: () => [],
  stored: unlessEmpty('notes', store, load),
  bytes: 'counted',
  modifiers: { note: addNote },
  events: null,
  undo: null,
  query: null,
  template: null,
  api: { notes: shown },
  export: null,
  import: null,
  bus: { notes: published((contact) => contact.notes) },
  sort: null,
  input: 'own',
} as const satisfies Property<'notes'>;

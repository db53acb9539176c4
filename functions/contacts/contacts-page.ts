import type * as z from 'zod/mini';
import type { Neighbours } from '../../shared/data/paging/index.ts';
import type { Contact, Tombstone } from '../../shared/domain/contacts/contact.ts';
import type { contactListSchema } from './answers.schema.ts';

/** A page of contacts before it is shown. */
export interface ContactsPage extends Neighbours {
  readonly items: readonly (Contact | Tombstone)[];
  /** Further keys of the answer. */
  readonly more?: Omit<z.output<typeof contactListSchema>, 'next' | 'previous' | 'results'>;
}

/** Which page, and how many contacts at most. */
export interface PageAt {
  readonly cursor: string | undefined;
  readonly limit: number;
}

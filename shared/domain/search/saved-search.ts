import type { SearchFolder } from '../contacts/contact.ts';
import type { SearchId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/** A search that a workspace has saved under a name, for everybody in it. */
export interface SavedSearch {
  readonly uuid: SearchId;
  readonly name: string;
  /** As it was typed. It may name what is gone since; then it finds nobody until it is changed. */
  readonly query: string;
  readonly folder: SearchFolder;
  readonly createdOn: Instant;
}

/** So many can be chosen from in a list. */
export const MAX_SEARCHES = 100;

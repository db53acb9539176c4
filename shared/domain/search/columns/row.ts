import type { QueryContact } from '../../../query/query.ts';
import { type Contact, folderOf, type SearchFolder } from '../../contacts/contact.ts';
import { queryContactOf } from '../../contacts/queryable.ts';

/** A contact in a snapshot: all that queries, orders and folders need of it, without loss. */
export interface SnapshotRow extends QueryContact {
  readonly folder: SearchFolder;
  /** µs since 1970, as all its times. */
  readonly modifiedOn: number;
}

export const rowOf = (contact: Contact): SnapshotRow => ({
  ...queryContactOf(contact),
  folder: folderOf(contact) as SearchFolder,
  modifiedOn: contact.modifiedOn,
});

import type { Neighbours } from '../../shared/data/paging/index.ts';
import type { Contact, Tombstone } from '../../shared/domain/contacts/contact.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { etag } from '../../shared/lambda/etag.ts';
import { page } from '../../shared/lambda/page.ts';
import { listBySearch } from './list-by-search.ts';
import { listInOrder } from './list-in-order.ts';
import { parseList } from './list-parse.ts';
import { showContact } from './present.ts';

/** A page of contacts before it is shown. */
export interface Listed extends Neighbours {
  readonly items: readonly (Contact | Tombstone)[];
  /** Further keys of the answer. */
  readonly more?: { readonly query: string; readonly partial?: true };
}

const PARAMS = {
  uuid: 'only this contact',
  urn: 'only the contact with this URN',
  group: 'only members of the group with this uuid or exactly this name',
  folder: 'only one folder: active (dormant ones included), dormant, archived, stopped or blocked',
  deleted: 'only deleted contacts, as tombstones',
  before: 'modified at or before this time',
  after:
    'modified at or after this time; to keep up with changes, two minutes before the newest modified_on seen so far',
  reverse: 'oldest first',
  query: 'only contacts that match; active ones, unless a folder is given or the query speaks of status',
  sort: 'with query, for up to 1,000 contacts: last_seen_on, created_on or name; with - before it descending',
  expand_urns: 'URNs as objects',
  cursor: 'which page, as next or previous of another page name it',
} as const;

/** GET contacts.json: all that are not deleted, newest `modified_on` first (TextIt 6.3), or those of them that pass the filters. */
export const listContacts = endpoint({
  summary: 'List or search contacts; of one by uuid or URN, with its ETag',
  scope: 'v2.contacts',
  params: PARAMS,
  parse: parseList,
  async handle({ listing, cursor, expandUrns }, context) {
    const { items, more, ...neighbours } =
      listing.by === 'query'
        ? await listBySearch(listing, cursor, context)
        : await listInOrder(listing, cursor, context);
    const results = items.map((item) => showContact(item, context.assets, { expandUrns }));
    const [only] = listing.by === 'uuid' || listing.by === 'urn' ? items : [];
    return ok({ ...page(context, results, neighbours.cursor, neighbours.previous), ...more }, only && etag(only));
  },
});

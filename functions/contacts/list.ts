import type { Neighbours } from '../../shared/data/paging/index.ts';
import type { Contact, Tombstone } from '../../shared/domain/contacts/contact.ts';
import { ok } from '../../shared/lambda/endpoint.ts';
import { etag } from '../../shared/lambda/etag.ts';
import { legacyEndpoint as endpoint } from '../../shared/lambda/legacy.ts';
import { page } from '../../shared/lambda/page.ts';
import { flagParam } from '../../shared/lambda/params.ts';
import { listBySearch } from './list-by-search.ts';
import { listInOrder } from './list-in-order.ts';
import { showContact } from './present.ts';

/** A page of contacts before it is shown. */
export interface Listed extends Neighbours {
  readonly items: readonly (Contact | Tombstone)[];
  /** Further keys of the answer. */
  readonly more?: { readonly query: string; readonly partial?: true };
}

export const PARAMS = {
  uuid: 'only this contact',
  urn: 'only the contact with this URN',
  group: 'only members of the group with this uuid or exactly this name',
  folder: 'only one folder: active (dormant ones included), dormant, archived, stopped or blocked',
  deleted: 'only deleted contacts, as tombstones',
  before: 'modified at or before this time',
  after: 'modified at or after this time',
  reverse: 'oldest first',
  query: 'only contacts that match; active ones, unless a folder is given or the query speaks of status',
  sort: 'with query, for up to 1,000 contacts: last_seen_on, created_on or name; with - before it descending',
  expand_urns: 'URNs as objects',
  cursor: 'which page, as next or previous of another page name it',
} as const;

/** GET contacts.json: all that are not deleted, newest `modified_on` first (TextIt 6.3), or those of them that are asked for. */
export const listContacts = endpoint({
  summary: 'List or search contacts; of one by uuid or URN, with its ETag',
  scope: 'v2.contacts',
  params: PARAMS,
  async handle(request) {
    const list = request.query.query === undefined ? listInOrder : listBySearch;
    const { items, cursor, previous, more } = await list(request);
    const showing = { expandUrns: flagParam(request.query, 'expand_urns') };
    const results = items.map((item) => showContact(item, request.assets, showing));
    const { uuid, urn } = request.query;
    const [only] = uuid === undefined && urn === undefined ? [] : items;
    return ok({ ...page(request, results, cursor, previous), ...more }, only && etag(only));
  },
});

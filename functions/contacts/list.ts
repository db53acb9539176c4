import { pageThatFits } from '../../shared/lambda/answer-size.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { etag } from '../../shared/lambda/etag.ts';
import { PAGING, page, pageSize } from '../../shared/lambda/page.ts';
import { atCarrier } from './carrier.ts';
import { showColumns } from './columns.ts';
import { listBySearch } from './list-by-search.ts';
import { listInOrder } from './list-in-order.ts';
import { parseList } from './list-parse.ts';

const PARAMS = {
  uuid: 'only this contact',
  urn: 'only the contact with this URN',
  group: 'only members of the group with this uuid or exactly this name',
  folder:
    'only one folder: active (dormant ones included), dormant, archived, stopped or blocked; with group, its members there',
  deleted: 'only deleted contacts, as tombstones',
  before: 'modified at or before this time',
  after:
    'modified at or after this time; to follow changes, continue two minutes before the newest modified_on that you have seen',
  reverse: 'oldest first',
  query: 'only contacts that match; only active ones, unless a folder is given or the query names a status',
  sort: 'an order for up to 1,000 contacts, or a 400: last_seen_on, created_on, name, language or a field; with - before it descending',
  total:
    'true: the number of matches in place of the contacts; at least so many until total.exact is true, and next counts on. A request reads at most 2,000 units (some 3,800 contacts)',
  expand_urns: 'URNs as objects',
  fields:
    'only these keys, separated by commas, and the uuid: also fields.<key> for single fields, and version, which no other answer has',
  ...PAGING,
} as const;

/** GET contacts.json: contacts that are not deleted and pass the filters, newest `modified_on` first (TextIt 6.3). */
export const getContacts = endpoint({
  summary: 'List or search contacts; one contact by uuid or URN comes with its ETag',
  scope: 'v2.contacts',
  params: PARAMS,
  parse: parseList,
  async handle({ listing, cursor, expandUrns, columns }, context) {
    const { items, shown, more, ...neighbours } = await pageThatFits(pageSize(context.query), cursor, async (limit) => {
      const at = { cursor, limit };
      const found = await (listing.by === 'query'
        ? listBySearch(listing, at, context)
        : listInOrder(listing, at, context));
      const shown = found.items.map((item) => showColumns(item, columns, context.assets, { expandUrns }));
      return { ...found, shown };
    });
    const [only] = listing.by === 'uuid' || listing.by === 'urn' ? items : [];
    const carrier = only && columns === null ? await atCarrier(only, context) : undefined;
    const rows = carrier ? shown.map((one) => ({ ...one, carrier })) : shown;
    return ok({ ...page(context, rows, neighbours.cursor, neighbours.previous), ...more }, only && etag(only));
  },
});

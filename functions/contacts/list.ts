import { SEARCH_FOLDERS } from '../../shared/domain/contacts/contact.ts';
import { QUERY, URN } from '../../shared/domain/text-forms.ts';
import { pageThatFits } from '../../shared/lambda/http/answer-size.ts';
import { endpoint, ok } from '../../shared/lambda/http/endpoint.ts';
import { etag } from '../../shared/lambda/http/etag.ts';
import { PAGING, page, pageSize } from '../../shared/lambda/http/page.ts';
import { asText, atTime, byChoice, byText, byUuid, yesOrNo } from '../../shared/lambda/http/param.ts';
import { atCarrier } from './carrier.ts';
import { showColumns } from './columns.ts';
import { contactListSchema } from './contacts-page.ts';
import { listBySearch } from './list-by-search.ts';
import { listInOrder } from './list-in-order.ts';
import { listDependencies, parseList } from './list-parse.ts';

const PARAMS = {
  uuid: byUuid('only this contact'),
  urn: byText('only the contact with this URN', URN),
  group: 'only members of the group with this uuid or exactly this name',
  folder: byChoice(
    SEARCH_FOLDERS,
    'only one folder: active (dormant ones included), dormant, archived, stopped or blocked; with group, its members there',
  ),
  deleted: yesOrNo('only deleted contacts, as tombstones'),
  before: atTime('modified at or before this time'),
  after: atTime(
    'modified at or after this time; to follow changes, continue two minutes before the newest modified_on seen',
  ),
  reverse: yesOrNo('oldest first'),
  query: byText(
    'only contacts that match; only active ones, unless a folder is given or the query names a status',
    QUERY,
  ),
  sort: asText(
    'the order: last_seen_on, created_on, name, language, urn (the first), groups (names from A to Z, 200 characters) or a field; - before it: descending. 400 above 5,000 contacts without a snapshot',
    { format: 'contact-order' },
  ),
  total: yesOrNo(
    'true: the number of matches instead of the contacts. Until total.exact is true there may be more, and next counts on. A request looks at some 3,800 contacts',
  ),
  expand_urns: yesOrNo('URNs as objects'),
  fields: asText(
    'only these keys and the uuid, separated by commas: also fields.<key> for one field, and version, which no other answer has',
    { format: 'contact-columns' },
  ),
  ...PAGING,
} as const;

/** GET contacts.json: contacts that are not deleted and pass the filters, newest `modified_on` first (TextIt 6.3). */
export const getContacts = endpoint({
  summary: 'List or search contacts; one contact by uuid or URN comes with its ETag',
  answers: { 200: contactListSchema },
  scope: 'v2.contacts',
  params: PARAMS,
  dependencies: listDependencies,
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

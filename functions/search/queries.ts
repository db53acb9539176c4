import * as z from 'zod/mini';
import {
  ADDRESS_UNITS,
  CONTACT_UNITS,
  INDEX_UNITS,
  readContact,
  SHARDS_UNITS,
} from '../../shared/data/contacts/index.ts';
import { readCounts } from '../../shared/data/counts/index.ts';
import { hasSnapshot, populationOf } from '../../shared/data/search/index.ts';
import { readSnapshot } from '../../shared/data/snapshots/index.ts';
import { type Contact, isTombstone } from '../../shared/domain/contacts/contact.ts';
import { type ContactId, parseUuid } from '../../shared/domain/ids.ts';
import { reference } from '../../shared/domain/references.ts';
import { text } from '../../shared/domain/schema.ts';
import { namedBy } from '../../shared/domain/search/named.ts';
import type { Search } from '../../shared/domain/search/search.ts';
import { QUERY } from '../../shared/domain/text-forms.ts';
import { ROLES } from '../../shared/domain/workspace.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { shown } from '../../shared/lambda/http/answers.ts';
import { ok, type RequestContext, unkeptEndpoint } from '../../shared/lambda/http/endpoint.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { named, optional, presenter } from '../../shared/lambda/http/presenter.ts';
import { requireSearch } from '../../shared/lambda/http/require-query.ts';
import { inspect, printQuery } from '../../shared/query/query.ts';

/** What a query mentions, in TextIt's form (5.9). */
const metadata = named(
  'Metadata',
  z.object({
    attributes: z.array(z.string()),
    schemes: z.array(z.string()),
    fields: z.array(z.object({ key: z.string(), name: z.string() })),
    groups: z.array(z.object({ uuid: z.string(), name: z.string() })),
    allow_as_group: z.boolean(),
  }),
);

/** By which way a page of the search comes, from which folders, and what it costs; by a table, all pages together. */
const plan = named(
  'Plan',
  z.object({ way: z.enum(['snapshot', 'tables']), folders: z.array(z.string()), read_units: z.int() }),
);

/** What a query means and costs, and whether the contact matches. */
const explanation = presenter<Explaining, z.output<typeof plan>>('Explanation')({
  query: [z.string(), ({ search }) => printQuery(search.query)],
  metadata: [metadata, ({ search }) => inspect(search.query)],
  plan: [plan, (_, found) => found],
  matches: [optional(z.boolean()), ({ search, contact }) => (contact ? search.holds(contact) : undefined)],
});

interface Explaining {
  readonly search: Search;
  /** The contact to test against the query. */
  readonly contact: Contact | null;
}

/** POST queries.json: what a query means and costs, and whether one contact matches. Changes nothing. */
export const explainQuery = unkeptEndpoint({
  summary: 'Check and explain a contact query',
  answers: shown(explanation),
  roles: ROLES,
  body: {
    // The query language refuses an empty or too long query, with a hint.
    query: text({ max: 100_000, blank: true, trim: false, form: QUERY }),
    contact: z.optional(reference('contact')),
  },
  strict: true,
  async parse(request): Promise<Explaining | FieldErrors> {
    const { given, errors } = request;
    if (!errors.none(given)) return errors;
    const search = await requireSearch(request, given.query);
    if (given.contact === undefined) return { search, contact: null };
    const contact = await findContact(request, given.contact);
    if (contact !== null) return { search, contact };
    errors.add('contact', { code: 'no_such_object', reference: given.contact });
    return errors;
  },
  handle: async (explaining, context) => ok(explanation.show(explaining, await planOf(explaining.search, context))),
  audit: unaudited,
  replay: 'unneeded',
});

/** The contact with a uuid (0.5 read units); null when there is none, or it is deleted. */
async function findContact({ runtime, caller }: RequestContext, reference: string): Promise<Contact | null> {
  const uuid = parseUuid<ContactId>(reference);
  const contact = uuid && (await readContact(runtime.data, caller.workspace, uuid));
  return !contact || isTombstone(contact) ? null : contact;
}

type Planning = Pick<RequestContext, 'runtime' | 'caller'>;

/** By which way a page of the search comes, and what it costs. */
async function planOf(search: Search, { runtime, caller }: Planning): Promise<z.output<typeof plan>> {
  const { data, config, parts } = runtime;
  const counts = await readCounts(data, caller.workspace);
  const named = namedBy(search.query.root);
  const isLarge = hasSnapshot(populationOf(counts), { from: config.snapshotsFrom, parts });
  const item = isLarge && named === null ? await readSnapshot(data, caller.workspace) : null;
  const folders = [...search.folders];
  if (item?.snapshot) return { way: 'snapshot', folders, read_units: SNAPSHOT_UNITS };
  const everybody = folders.reduce((sum, folder) => sum + counts.folders[folder], 0);
  const units = named
    ? (named.uuids.length + named.identities.length) * CONTACT_UNITS + named.identities.length * ADDRESS_UNITS
    : folders.length * SHARDS_UNITS + everybody * (CONTACT_UNITS + INDEX_UNITS);
  return { way: 'tables', folders, read_units: Math.ceil(units) };
}

/** Of a page of 250, without what changed since: both halves of the index, the item, the contacts. */
const SNAPSHOT_UNITS = 2 * SHARDS_UNITS + 1 + 250 / 2;

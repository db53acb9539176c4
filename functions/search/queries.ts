import * as z from 'zod/mini';
import { readContact } from '../../shared/data/contacts/index.ts';
import { goesBySnapshot, planFor, type SearchPlan, snapshotUnits } from '../../shared/data/search/index.ts';
import { readSnapshot } from '../../shared/data/snapshots/index.ts';
import { type Contact, isTombstone } from '../../shared/domain/contacts/contact.ts';
import { type ContactId, parseUuid } from '../../shared/domain/ids.ts';
import { formatIfAny } from '../../shared/domain/instant.ts';
import { reference } from '../../shared/domain/references.ts';
import { text } from '../../shared/domain/schema.ts';
import type { Search } from '../../shared/domain/search/search.ts';
import { QUERY } from '../../shared/domain/text-forms.ts';
import { ROLES } from '../../shared/domain/workspace.ts';
import { unaudited } from '../../shared/lambda/audited.ts';
import { ok, type RequestContext, unkeptEndpoint } from '../../shared/lambda/endpoint.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';
import { requireSearch } from '../../shared/lambda/require-query.ts';
import { inspect, printQuery } from '../../shared/query/query.ts';
import type { planSchema } from './answers.schema.ts';

interface Explaining {
  readonly search: Search;
  /** The contact to test against the query. */
  readonly contact: Contact | null;
}

/** POST queries.json: what a query means and costs, and whether one contact matches. Changes nothing. */
export const explainQuery = unkeptEndpoint({
  summary: 'Check and explain a contact query',
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
  async handle({ search, contact }, { runtime, caller }) {
    const { allow_as_group, attributes, schemes, fields, groups } = inspect(search.query);
    return ok({
      query: printQuery(search.query),
      metadata: { attributes, schemes, fields, groups, allow_as_group },
      plan: await showPlan(await planFor(runtime.data, caller.workspace, search), { runtime, caller }),
      ...(contact && { matches: search.holds(contact) }),
    });
  },
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

async function showPlan(plan: SearchPlan, { runtime, caller }: Planning): Promise<z.output<typeof planSchema>> {
  const { access, explanation, search, candidates, readUnits } = plan;
  const isFast = goesBySnapshot(plan, {
    from: runtime.config.snapshotsFrom,
    parts: runtime.parts,
    limit: PAGE,
  });
  const item = isFast ? await readSnapshot(runtime.data, caller.workspace) : null;
  const as_of = formatIfAny(item?.snapshot?.at ?? null);
  return {
    way: as_of === null ? 'tables' : 'snapshot',
    access: access.type,
    explanation,
    folders: [...search.folders],
    candidates,
    read_units: readUnits,
    ...(isFast && { snapshot: { as_of, read_units: snapshotUnits(PAGE) } }),
  };
}

/** Contacts of a page. */
const PAGE = 250;

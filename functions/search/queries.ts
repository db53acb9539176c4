import * as z from 'zod/mini';
import { readContact } from '../../shared/data/contacts/index.ts';
import { isTombstone } from '../../shared/domain/contacts/contact.ts';
import { type ContactId, parseUuid } from '../../shared/domain/ids.ts';
import type { Search } from '../../shared/domain/search/search.ts';
import { ROLES } from '../../shared/domain/workspace.ts';
import { ok } from '../../shared/lambda/endpoint.ts';
import { refuseField } from '../../shared/lambda/errors.ts';
import { legacyEndpoint as endpoint, type LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { noSuchObject, reference } from '../../shared/lambda/references.ts';
import { text } from '../../shared/lambda/schema.ts';
import { inspect, printQuery } from '../../shared/query/query.ts';
import { planFor, requireSearch } from '../../shared/services/search/read.ts';
import { showPlan } from './present.ts';

const body = {
  // An empty or too long query is refused by the language, with a hint.
  query: text({ max: 100_000, blank: true, trim: false }),
  contact: z.optional(reference()),
};

/** POST queries.json: what a query means, what searching by it costs and, for one contact, whether it matches. Changes nothing. */
export const explainQuery = endpoint({
  summary: 'Check and explain a contact query',
  roles: ROLES,
  body,
  async handle(request) {
    const { query, contact } = request.body;
    const search = requireSearch(request, query);
    const { allow_as_group, attributes, schemes, fields, groups } = inspect(search.query);
    return ok({
      query: printQuery(search.query),
      metadata: { attributes, schemes, fields, groups, allow_as_group },
      plan: showPlan(await planFor(request, search)),
      ...(contact !== undefined && { matches: await matches(request, search, contact) }),
    });
  },
});

async function matches({ runtime, caller }: Pick<Request, 'runtime' | 'caller'>, search: Search, text: string) {
  const uuid = parseUuid<ContactId>(text);
  const contact = uuid && (await readContact(runtime.data, caller.workspace, uuid));
  if (!contact || isTombstone(contact)) throw refuseField('contact', noSuchObject(text));
  return search.holds(contact);
}

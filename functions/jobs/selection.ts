import { unready, unreadyIn } from '../../shared/domain/groups/unready.ts';
import type { Selection } from '../../shared/domain/jobs/job.ts';
import type { PublicBody } from '../../shared/domain/jobs/kinds/index.ts';
import { findGroups } from '../../shared/domain/references.ts';
import type { Context } from '../../shared/lambda/endpoint.ts';
import { requireSearch } from '../../shared/lambda/queries.ts';
import { printQuery } from '../../shared/query/query.ts';
import { findContacts } from '../../shared/services/contacts/find.ts';
import type { GivenSelection } from './body.ts';

type Parsed = Selection | { readonly problem: string };

/** The selection with every group and contact found, or what is wrong with it. Throws the refusal of a query that is wrong. */
export async function parseSelection(given: GivenSelection, kind: PublicBody, context: Context): Promise<Parsed> {
  const selection = await resolve(given, kind, context);
  if ('problem' in selection) return selection;
  const problem = kind.refuseSelection(selection, context.assets);
  return problem === null ? selection : { problem };
}

async function resolve(given: GivenSelection, { searches }: PublicBody, context: Context): Promise<Parsed> {
  const { folder, query, groups = [], contacts = [] } = given;
  const named = groups.length + contacts.length > 0;
  if (query !== undefined)
    return named
      ? { problem: 'Name groups and contacts, or a query, not both.' }
      : parseQuery(query, folder ?? searches, context);
  if (folder !== undefined) return named ? { problem: 'Name a folder, or groups and contacts, not both.' } : { folder };
  return named
    ? findMembers(groups, contacts, context)
    : { problem: 'Name a folder, or groups and contacts, or a query.' };
}

async function parseQuery(text: string, within: PublicBody['searches'], context: Context): Promise<Parsed> {
  const { query } = await requireSearch(context, text, within);
  const problem = unreadyIn(query, context.assets);
  return problem === null ? { query: printQuery(query), within } : { problem };
}

async function findMembers(
  groups: readonly string[],
  contacts: readonly string[],
  { runtime, caller, assets }: Context,
): Promise<Parsed> {
  const foundGroups = findGroups(groups, assets);
  if ('problem' in foundGroups) return foundGroups;
  const problem = unready(foundGroups.groups);
  if (problem !== null) return { problem };
  const foundContacts = await findContacts(runtime.data, caller.workspace, assets, contacts);
  if ('problem' in foundContacts) return foundContacts;
  return {
    groups: foundGroups.groups.map(({ uuid }) => uuid),
    contacts: foundContacts.contacts.map(({ uuid }) => uuid),
    activeOnly: false,
  };
}

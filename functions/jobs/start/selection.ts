import { readJob } from '../../../shared/data/jobs/index.ts';
import { unreadyGroupProblem, unreadyQueryProblem } from '../../../shared/domain/groups/unready-groups.ts';
import { type JobId, parseUuid } from '../../../shared/domain/ids.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import type { PublicBody } from '../../../shared/domain/jobs/kinds/index.ts';
import { asOf } from '../../../shared/domain/jobs/lifecycle.ts';
import { findGroups, inputUrn } from '../../../shared/domain/references.ts';
import { isRefusal, type Refusal } from '../../../shared/domain/refusals/refusal.ts';
import type { Selection } from '../../../shared/domain/selection/selection.ts';
import { refuseReason } from '../../../shared/domain/selection/verdict.ts';
import type { RequestContext } from '../../../shared/lambda/http/endpoint.ts';
import { requireSearch } from '../../../shared/lambda/http/require-query.ts';
import { printQuery } from '../../../shared/query/query.ts';
import { findContacts } from '../../../shared/services/contacts/find.ts';
import type { GivenSelection } from '../request/body.ts';

type Parsed = Selection | Refusal;

/** The selection with its groups and contacts found, or what is wrong. Throws the refusal of a wrong query. */
export async function parseSelection(
  given: GivenSelection,
  kind: PublicBody,
  context: RequestContext,
): Promise<Parsed> {
  const selection = await resolve(given, kind, context);
  return isRefusal(selection) ? selection : (kind.refuseSelection(selection, context.assets) ?? selection);
}

async function resolve(given: GivenSelection, kind: PublicBody, context: RequestContext): Promise<Parsed> {
  const { folder, query, groups = [], contacts = [], urns = [] } = given;
  const named = groups.length + contacts.length + urns.length > 0;
  if (given.job !== undefined || given.outcome !== undefined || given.reason !== undefined)
    return named || query !== undefined || folder !== undefined
      ? { code: 'select_job_alone' }
      : parseOfJob(given, context);
  if (query !== undefined)
    return named ? { code: 'select_named_or_query' } : parseQuery(query, folder ?? kind.searches, context);
  if (folder !== undefined) return named ? { code: 'select_folder_or_named' } : { folder };
  return named ? findMembers({ groups, contacts, urns }, kind, context) : { code: 'select_something' };
}

async function parseOfJob({ job, outcome, reason }: GivenSelection, context: RequestContext): Promise<Parsed> {
  if (job === undefined || outcome === undefined) return { code: 'select_job_and_outcome' };
  const refusal = reason === undefined ? null : refuseReason(outcome, reason);
  const ended = refusal ?? (await findEnded(job, context));
  return isRefusal(ended) ? ended : { job: ended.uuid, outcome, ...(reason !== undefined && { reason }) };
}

/** An earlier job whose contacts are selected, or what is wrong with it. */
async function findEnded(
  text: string,
  { runtime, caller, now }: Pick<RequestContext, 'runtime' | 'caller' | 'now'>,
): Promise<Job | Refusal> {
  const uuid = parseUuid<JobId>(text);
  const job = uuid && (await readJob(runtime.data, caller.workspace, uuid));
  if (!job) return { code: 'no_such_object', reference: text };
  return asOf(job, now).endedOn === null ? { code: 'outcome_not_ended' } : job;
}

async function parseQuery(text: string, within: PublicBody['searches'], context: RequestContext): Promise<Parsed> {
  const { query } = await requireSearch(context, text, within);
  return unreadyQueryProblem(query, context.assets) ?? { query: printQuery(query), within };
}

type Named = Required<Pick<GivenSelection, 'groups' | 'contacts' | 'urns'>>;

/** A contact that is named twice counts once. */
async function findMembers(
  { groups, contacts, urns }: { readonly [Name in keyof Named]: readonly string[] },
  { activeOnly }: PublicBody,
  context: RequestContext,
): Promise<Parsed> {
  const { runtime, caller, assets } = context;
  const foundGroups = findGroups(groups, assets);
  if (isRefusal(foundGroups)) return foundGroups;
  const refusal = unreadyGroupProblem(foundGroups) ?? urnProblem(urns, assets);
  const found = refusal ?? (await findContacts(runtime.data, caller.workspace, assets, [...contacts, ...urns]));
  if (isRefusal(found)) return found;
  return {
    groups: foundGroups.map(({ uuid }) => uuid),
    contacts: found.map(({ uuid }) => uuid),
    activeOnly: activeOnly === true,
  };
}

/** In an anonymous workspace the answer would reveal whether a contact has the address. No contact is created. */
function urnProblem(urns: readonly string[], assets: RequestContext['assets']): Refusal | null {
  if (assets.settings.anon && urns.length > 0) return { code: 'no_urn_lookups' };
  const invalid = urns.find((urn) => inputUrn(urn, assets) === null);
  return invalid === undefined ? null : { code: 'invalid_urn', urn: invalid };
}

import * as z from 'zod/mini';
import { readContacts } from '../../shared/data/contacts/index.ts';
import type { ShownStart } from '../../shared/data/jobs/index.ts';
import { type FlowHead, readFlowHead } from '../../shared/data/workspace/index.ts';
import { type Contact, isTombstone } from '../../shared/domain/contacts/contact.ts';
import { unreadyGroupProblem, unreadyQueryProblem } from '../../shared/domain/groups/unready-groups.ts';
import { normalizeExtra } from '../../shared/domain/jobs/legacy-extra.ts';
import { MOST_RATE } from '../../shared/domain/limits/lanes.ts';
import { findGroups, inputUrn, reference, references } from '../../shared/domain/references.ts';
import { isRefusal } from '../../shared/domain/refusals/refusal.ts';
import { flag, list, text, whole } from '../../shared/domain/schema.ts';
import { QUERY, URN } from '../../shared/domain/text-forms.ts';
import type { Group } from '../../shared/domain/workspace.ts';
import type { BodyForm, Fields, Request, RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { refuseBody } from '../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { requireSearch } from '../../shared/lambda/http/require-query.ts';
import { printQuery } from '../../shared/query/query.ts';
import { findContacts } from '../../shared/services/contacts/find.ts';
import { findStartable } from '../../shared/services/flows/find.ts';
import { checkParams, params } from './params.ts';
import { namesOf, type StartNames } from './present.ts';

/** The present names in starts. 1 read unit for each flow and 0.5 for each contact that the starts name. */
export async function readStartNames(
  starts: readonly ShownStart[],
  { runtime: { data }, caller: { workspace }, assets }: RequestContext,
): Promise<StartNames> {
  const flows = new Set(starts.map(({ job }) => job.work.flow));
  const heads = await Promise.all([...flows].map((uuid) => readFlowHead(data, workspace, uuid)));
  const chosen = starts.flatMap(({ selection }) => ('contacts' in selection ? selection.contacts : []));
  const contacts = await readContacts(data, workspace, chosen);
  return {
    flows: namesOf(heads.filter((head) => head !== null)),
    groups: namesOf(assets.groups.values()),
    anon: assets.settings.anon,
    contacts: namesOf([...contacts.values()].flatMap((contact) => (isTombstone(contact) ? [] : contact))),
  };
}

export const body = {
  flow: reference('flow'),
  groups: z.optional(references('group')),
  contacts: z.optional(references('contact')),
  urns: z.optional(list(text({ max: 255, form: URN }))),
  query: z.optional(text({ max: 100_000, blank: true, trim: false, form: QUERY })),
  restart_participants: z.optional(flag()),
  exclude_active: z.optional(flag()),
  /** Addition to TextIt: contacts a second, at most. */
  max_rate: z.optional(z.nullable(whole(1, MOST_RATE))),
  /** Addition to TextIt: finds the contacts only; jobs.json runs it. */
  preview: z.optional(flag()),
  params,
  /** Deprecated name of `params`, which wins. */
  extra: params,
};

const OF_ALL = Object.keys(body).filter((name) => name !== 'query');

/** Somebody must be named, or asked for by a query. */
export const startForms: readonly BodyForm[] = [
  ...['contacts', 'groups', 'urns'].map((name) => ({ name, fields: OF_ALL, required: [name], filled: [name] })),
  {
    name: 'query',
    fields: Object.keys(body).filter((name) => !['contacts', 'groups', 'urns'].includes(name)),
    required: ['query'],
  },
];

type Body = Partial<Fields<typeof body>>;

/** Contacts by groups, by themselves, or by URNs in normal form; missing ones are created. */
export interface StartTargets {
  readonly groups: readonly Group[];
  readonly contacts: readonly Contact[];
  readonly urns: readonly string[];
}

export interface StartCommand {
  readonly flow: FlowHead;
  /** Named contacts, or the active matches of a query in normal form. */
  readonly recipients: StartTargets | { readonly query: string };
  readonly params: unknown;
  readonly restartParticipants: boolean;
  readonly excludeActive: boolean;
  readonly maxRate: number | null;
  readonly preview: boolean;
  /** The value of `@trigger.origin`; `api` when left out (TextIt 6.9, 9.4). */
  readonly origin?: 'zapier';
}

/** The start with what it names, each read once, or the errors of the fields. Throws what concerns several. */
export async function parseStart(request: Request<never, typeof body>): Promise<StartCommand | FieldErrors> {
  const { given, errors, headers } = request;
  const flow = await findFlow(given.flow, errors, request);
  const named = await findNamed(given, errors, request);
  checkParams(given, errors);
  if (flow === null || named === null || !errors.none(given)) return errors;
  const recipients = await recipientsOf(given.query, named, errors, request);
  if (recipients === null) return errors;
  return {
    flow,
    recipients,
    params: given.params ?? (given.extra ? normalizeExtra(given.extra) : null),
    restartParticipants: given.restart_participants ?? true,
    excludeActive: given.exclude_active ?? false,
    maxRate: given.max_rate ?? null,
    preview: given.preview ?? false,
    ...(headers['user-agent']?.includes('Zapier') && { origin: 'zapier' as const }),
  };
}

async function findFlow(text: string | undefined, errors: FieldErrors, { runtime, caller }: RequestContext) {
  if (text === undefined) return null;
  const found = await findStartable(runtime.data, caller.workspace, text);
  if (!isRefusal(found)) return found;
  errors.add('flow', found);
  return null;
}

async function findNamed(
  given: Body,
  errors: FieldErrors,
  { runtime, caller, assets }: RequestContext,
): Promise<StartTargets | null> {
  const found = findGroups(given.groups ?? [], assets);
  errors.add('groups', isRefusal(found) ? found : unreadyGroupProblem(found));
  const contacts = await findContacts(runtime.data, caller.workspace, assets, given.contacts ?? []);
  if (isRefusal(contacts)) errors.add('contacts', contacts);
  const urns = parseUrns(given.urns ?? [], errors, assets);
  if (isRefusal(found) || isRefusal(contacts)) return null;
  const named = { groups: found, contacts, urns };
  return given.preview ? withOwners(named, errors, { runtime, caller, assets }) : named;
}

/** A preview creates no contact, so each address must have an owner. */
async function withOwners(
  named: StartTargets,
  errors: FieldErrors,
  { runtime, caller, assets }: Pick<RequestContext, 'runtime' | 'caller' | 'assets'>,
): Promise<StartTargets | null> {
  const owners = await findContacts(runtime.data, caller.workspace, assets, named.urns);
  if (!isRefusal(owners)) return { ...named, contacts: [...named.contacts, ...owners], urns: [] };
  errors.add('urns', owners);
  return null;
}

/** In an anonymous workspace the answer would reveal the contact of the address. */
function parseUrns(texts: readonly string[], errors: FieldErrors, assets: RequestContext['assets']): string[] {
  if (assets.settings.anon && texts.length > 0) {
    errors.add('urns', { code: 'no_urn_lookups' });
    return [];
  }
  return texts.flatMap((text, index) => {
    const urn = inputUrn(text, assets);
    if (urn === null) errors.addItem('urns', index, { code: 'invalid_urn', urn: text });
    return urn ?? [];
  });
}

/** Null when the query is wrong or does not fit the other fields. */
async function recipientsOf(
  text: string | undefined,
  named: StartTargets,
  errors: FieldErrors,
  context: RequestContext,
): Promise<StartCommand['recipients'] | null> {
  const isNamed = named.groups.length + named.contacts.length + named.urns.length > 0;
  if (text === undefined) {
    if (!isNamed) throw refuseBody({ code: 'start_nobody' });
    return named;
  }
  if (isNamed) {
    errors.add('query', { code: 'query_alone' });
    return null;
  }
  const { query } = await requireSearch(context, text, 'active');
  const problem = unreadyQueryProblem(query, context.assets);
  if (problem === null) return { query: printQuery(query) };
  errors.add('query', problem);
  return null;
}

import * as z from 'zod/mini';
import { readFlowHead } from '../../shared/data/workspace/index.ts';
import { unready, unreadyIn } from '../../shared/domain/groups/unready.ts';
import { type FlowId, parseUuid } from '../../shared/domain/ids.ts';
import type { Selection } from '../../shared/domain/jobs/job.ts';
import { normalizeExtra } from '../../shared/domain/jobs/legacy-extra.ts';
import {
  findGroups,
  inputUrn,
  invalidUrn,
  noSuchObject,
  reference,
  references,
} from '../../shared/domain/references.ts';
import { flag, list, text } from '../../shared/domain/schema.ts';
import { created, type Fields } from '../../shared/lambda/endpoint.ts';
import { refuseBody, refuseField } from '../../shared/lambda/errors.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';
import { legacyEndpoint as endpoint, type LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { requireSearch } from '../../shared/lambda/queries.ts';
import { printQuery } from '../../shared/query/query.ts';
import { findOrCreateAll } from '../../shared/services/contacts/create.ts';
import { findContacts } from '../../shared/services/contacts/find.ts';
import { submitJob } from '../../shared/services/jobs/submit.ts';
import { showStarts } from './list.ts';

/** TextIt 6.9. */
const MAX_PARAMS = 10_000;

const params = z.optional(z.nullable(z.unknown()));

const body = {
  flow: reference(),
  groups: z.optional(references()),
  contacts: z.optional(references()),
  urns: z.optional(list(text({ max: 255 }))),
  query: z.optional(text({ max: 100_000, blank: true, trim: false })),
  restart_participants: z.optional(flag()),
  exclude_active: z.optional(flag()),
  params,
  /** Deprecated name of `params`, which wins. */
  extra: params,
};

type Body = Partial<Fields<typeof body>>;
type StartRequest = Request<never, typeof body>;

/**
 * POST flow_starts.json: sends groups, contacts and URNs through a flow (TextIt 6.9). Contacts that are named one by one
 * are started whatever their status; as soon as a group or an exclusion is given only active ones are (9.2).
 * Addition to TextIt: a `query` instead, whose active matches are started.
 */
export const createStart = endpoint({
  summary: 'Start contacts in a flow',
  body,
  check: checkBody,
  async handle(request) {
    const { runtime, caller, now, body: given } = request;
    const [restartParticipants, excludeActive] = [given.restart_participants ?? true, given.exclude_active ?? false];
    const selection = await selectionOf(request, excludeActive || !restartParticipants);
    const job = await submitJob(runtime, caller.workspace, {
      work: {
        type: 'start',
        flow: parseUuid<FlowId>(given.flow) as FlowId,
        params: given.params ?? (given.extra ? normalizeExtra(given.extra) : null),
        restartParticipants,
        excludeActive,
        ...(request.headers['user-agent']?.includes('Zapier') && { origin: 'zapier' as const }),
      },
      selection,
      preview: false,
      createdBy: caller.id,
      now,
    });
    return created((await showStarts(request, [job]))[0]);
  },
});

async function checkBody(given: Body, errors: FieldErrors, request: Request): Promise<void> {
  const { runtime, caller, assets } = request;
  const flow = given.flow === undefined ? null : parseUuid<FlowId>(given.flow);
  const known = flow && (await readFlowHead(runtime.data, caller.workspace, flow));
  if (given.flow !== undefined && !known) errors.add('flow', noSuchObject(given.flow));
  const groups = findGroups(given.groups ?? [], assets);
  const waiting = 'problem' in groups ? groups.problem : unready(groups.groups);
  if (waiting !== null) errors.add('groups', waiting);
  const contacts = await findContacts(runtime.data, caller.workspace, assets, given.contacts ?? []);
  if ('missing' in contacts) errors.add('contacts', noSuchObject(contacts.missing));
  for (const [index, urn] of (given.urns ?? []).entries())
    if (!inputUrn(urn, assets)) errors.addItem('urns', index, invalidUrn(urn));
  checkParams(given, errors);
  if (errors.body) return;
  const count = [given.groups, given.contacts, given.urns].reduce((sum, refs) => sum + (refs?.length ?? 0), 0);
  if (given.query !== undefined && count > 0) errors.add('query', 'Cannot be combined with groups, contacts or urns.');
  else if (count === 0 && given.query === undefined)
    throw refuseBody('Must specify at least one group, contact or URN');
}

function checkParams(given: Body, errors: FieldErrors): void {
  for (const name of ['params', 'extra'] as const) {
    const value = given[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'object' || Array.isArray(value)) errors.add(name, 'Must be a valid JSON object');
    else if (JSON.stringify(value).length > MAX_PARAMS) errors.add(name, 'Cannot exceed 10,000 characters encoded.');
  }
}

async function selectionOf(request: StartRequest, excludes: boolean): Promise<Selection> {
  const { query } = request.body;
  if (query !== undefined) return queried(request, query);
  const { groups, contacts } = await recipients(request);
  return { groups, contacts, activeOnly: groups.length > 0 || excludes };
}

function queried(request: StartRequest, text: string): Selection {
  const { query } = requireSearch(request, text, 'active');
  const waiting = unreadyIn(query, request.assets);
  if (waiting !== null) throw refuseField('query', waiting);
  return { query: printQuery(query), within: 'active' };
}

async function recipients(request: StartRequest) {
  const { runtime, caller, body: given, assets, now, change } = request;
  const groups = findGroups(given.groups ?? [], assets);
  if ('problem' in groups) throw refuseField('groups', groups.problem);
  const { data } = runtime;
  const { workspace } = caller;
  const named = await findContacts(data, workspace, assets, given.contacts ?? []);
  if ('missing' in named) throw refuseField('contacts', noSuchObject(named.missing));
  const urns = (given.urns ?? []).flatMap((urn) => inputUrn(urn, assets) ?? []);
  const byUrn = await findOrCreateAll(data, workspace, { assets, now, change }, urns);
  return {
    groups: groups.groups.map(({ uuid }) => uuid),
    contacts: [...new Set([...named.contacts, ...byUrn].map(({ uuid }) => uuid))],
  };
}

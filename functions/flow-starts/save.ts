import { readInput, readJob } from '../../shared/data/jobs/index.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import { isStart, type Start } from '../../shared/domain/jobs/kinds/index.ts';
import type { Selection } from '../../shared/domain/selection/selection.ts';
import { created, keeping, type RequestContext, writeEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { askedBy, mostOpenJobs, requireRoomForJob, tooManyJobs } from '../../shared/lambda/http/open-jobs.ts';
import { findOrCreateAll } from '../../shared/services/contacts/create.ts';
import { requestJob } from '../../shared/services/jobs/request-job.ts';
import { namesOf, startShown } from './present.ts';
import { body, parseStart, readStartNames, type StartCommand, type StartTargets, startForms } from './save-parse.ts';

/**
 * POST flow_starts.json: sends groups, contacts and URNs through a flow (TextIt 6.9). Contacts named one by one are
 * started in any status; with a group or an exclusion only active ones are (9.2). Additions to TextIt: `query` starts
 * its active matches; `preview` starts nobody, and jobs.json shows and runs it.
 *
 * Each contact is read once: 0.5 read units by uuid, 2 by URN. One deleted meanwhile is not in the start's total.
 */
export const createStart = writeEndpoint({
  summary: 'Start contacts in a flow',
  answers: { 201: startShown.schema },
  body,
  forms: startForms,
  first: requireRoomForJob,
  parse: parseStart,
  async handle(command, context) {
    const { flow, recipients, preview, maxRate } = command;
    const { runtime, caller, assets, now, seed } = context;
    const { groups, contacts } = 'query' in recipients ? NOT_NAMED : await withUrns(recipients, context);
    const input = { selection: selectionOf(command, contacts), params: command.params };
    const lifts = mayLift(input.selection, context);
    const work = { ...workOf(command), ...(lifts && { mayLift: true as const }) };
    const asked = { ...input, work, preview, maxRate, ...askedBy(context), now, seed };
    const job = await requestJob(runtime, caller.workspace, asked, mostOpenJobs(runtime.config));
    if (job === null) throw tooManyJobs(context);
    const names = { flows: namesOf([flow]), groups: namesOf(groups), contacts: namesOf(contacts) };
    return keeping(created(startShown.show({ job, ...input }, { ...names, anon: assets.settings.anon })), job.uuid);
  },
  audit: ({ flow, preview }, _, { kept }) => ({
    kind: preview ? 'job.previewed' : 'job.started',
    about: kept,
    details: { type: 'start', flow: flow.uuid },
  }),
  async made(seed, { runtime, caller }) {
    const job = await readJob(runtime.data, caller.workspace, seed as JobId);
    return job && { status: 201, kept: job.uuid };
  },
  async replay(uuid: JobId, context) {
    const job = await readJob(context.runtime.data, context.caller.workspace, uuid);
    if (job === null || !isStart(job)) return null;
    const start = { job, ...(await readInput(context.runtime.data, job)) };
    return { body: startShown.show(start, await readStartNames([start], context)) };
  },
});

/** Contacts that opted out are started when they are named one by one; the flow may then make them active. */
const mayLift = (selection: Selection, { assets }: RequestContext): boolean =>
  assets.settings.flowsMayOptIn === true && 'groups' in selection && !selection.activeOnly;

const NOT_NAMED = { groups: [], contacts: [] };

/** Adds the contacts that own the URNs, or are created with them; each contact once. */
async function withUrns({ groups, contacts, urns }: StartTargets, context: RequestContext) {
  const { runtime, caller } = context;
  const all = [
    ...contacts,
    ...(await findOrCreateAll(runtime.data, caller.workspace, { ...context, seed: null }, urns)),
  ];
  return { groups, contacts: [...new Map(all.map((contact) => [contact.uuid, contact])).values()] };
}

const workOf = ({ flow, restartParticipants, excludeActive, origin }: StartCommand): Start => ({
  type: 'start',
  flow: flow.uuid,
  restartParticipants,
  excludeActive,
  ...(origin && { origin }),
});

function selectionOf(
  { recipients, excludeActive, restartParticipants }: StartCommand,
  contacts: readonly Contact[],
): Selection {
  if ('query' in recipients) return { query: recipients.query, within: 'active' };
  const groups = recipients.groups.map(({ uuid }) => uuid);
  const activeOnly = groups.length > 0 || excludeActive || !restartParticipants;
  const named = new Set(recipients.contacts.map(({ uuid }) => uuid));
  const all = contacts.map(({ uuid }) => uuid);
  const byUrn = all.filter((uuid) => !named.has(uuid));
  return { groups, contacts: all, activeOnly, ...(byUrn.length > 0 && { byUrn }) };
}

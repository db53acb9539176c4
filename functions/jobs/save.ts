import * as z from 'zod/mini';
import { interruptJob, pauseJob, resumeJob, runJob } from '../../shared/data/jobs/index.ts';
import { STATUSES } from '../../shared/domain/contacts/contact.ts';
import { unready, unreadyIn } from '../../shared/domain/groups/unready.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { Selection, Work } from '../../shared/domain/jobs/job.ts';
import type { SearchFolder } from '../../shared/domain/search/facts.ts';
import { type Answer, accepted, type Fields, ok } from '../../shared/lambda/endpoint.ts';
import { notFound, refuse, refuseBody, refuseField } from '../../shared/lambda/errors.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';
import { legacyEndpoint as endpoint, type LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { lookupParam, uuidParam } from '../../shared/lambda/params.ts';
import { requireSearch } from '../../shared/lambda/queries.ts';
import { findGroups, noSuchObject, references } from '../../shared/lambda/references.ts';
import { choice, flag, text, whole } from '../../shared/lambda/schema.ts';
import { printQuery } from '../../shared/query/query.ts';
import { findContacts } from '../../shared/services/contacts/find.ts';
import { continueJob, submitJob } from '../../shared/services/jobs/submit.ts';
import { showJob } from './present.ts';

const FOLDERS = ['active', 'dormant', 'archived', 'stopped', 'blocked'] as const;
const TYPES = ['delete', 'set_status'] as const;
const ACTIONS = ['run', 'pause', 'resume', 'interrupt'] as const;

const selection = z.object(
  {
    folder: z.optional(choice(FOLDERS)),
    groups: z.optional(references()),
    contacts: z.optional(references()),
    query: z.optional(text({ max: 100_000, blank: true, trim: false })),
  },
  { error: 'Name a folder, or groups and contacts, or a query.' },
);

const body = {
  type: z.optional(choice(TYPES)),
  status: z.optional(choice(STATUSES)),
  selection: z.optional(selection),
  preview: z.optional(flag()),
  action: z.optional(choice(ACTIONS)),
  token: z.optional(text()),
  count: z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
};

type JobRequest = Request<'uuid', typeof body>;
type Body = Fields<typeof body>;

/** POST jobs.json: without `?uuid=` starts a job (202); with it runs, pauses, resumes or interrupts one (200). */
export const saveJob = endpoint({
  summary: 'Start a job, or steer one',
  params: { uuid: 'the job to steer' },
  body,
  check(given, errors, { query }) {
    if (query['uuid'] === undefined) checkNew(given, errors);
    else if (given.action === undefined) errors.add('action', 'This field is required.');
    else if (given.action === 'run' && given.token === undefined) errors.add('token', 'This field is required.');
  },
  handle: (request) => (lookupParam(request.query, 'uuid') ? steer(request) : create(request)),
});

function checkNew({ type, status, selection: chosen, preview }: Partial<Body>, errors: FieldErrors): void {
  if (type === undefined) errors.add('type', 'This field is required.');
  if (chosen === undefined) errors.add('selection', 'This field is required.');
  if (type === 'set_status' && status === undefined) errors.add('status', 'This field is required.');
  if (type === 'delete' && preview !== true)
    errors.add(
      'preview',
      'A deletion must be previewed first: send "preview": true, then run it with its token and count.',
    );
}

async function create(request: JobRequest): Promise<Answer> {
  const { runtime, caller, now, body: given } = request;
  const work: Work =
    given.type === 'delete' ? { type: 'delete' } : { type: 'set_status', status: given.status ?? 'active' };
  const chosen = await selectionOf(request);
  if (work.type === 'delete') checkDeletable(request, chosen);
  const job = await submitJob(runtime, caller.workspace, {
    work,
    selection: chosen,
    preview: given.preview ?? false,
    createdBy: caller.id,
    now,
  });
  return accepted(showJob(job));
}

async function selectionOf(request: JobRequest): Promise<Selection> {
  const { folder, query, groups: groupRefs = [], contacts: contactRefs = [] } = request.body.selection ?? {};
  const others = groupRefs.length + contactRefs.length;
  if (query !== undefined && others > 0)
    throw refuseField('selection', 'Name groups and contacts, or a query, not both.');
  if (query !== undefined) return queried(request, query, folder);
  if (folder !== undefined && others > 0)
    throw refuseField('selection', 'Name a folder, or groups and contacts, not both.');
  if (folder !== undefined) return { folder };
  if (others === 0) throw refuseField('selection', 'Name a folder, or groups and contacts, or a query.');
  const groups = findGroups(groupRefs, request.assets);
  if ('problem' in groups) throw refuseField('selection', groups.problem);
  const waiting = unready(groups.groups);
  if (waiting !== null) throw refuseField('selection', waiting);
  const { runtime, caller, assets } = request;
  const contacts = await findContacts(runtime.data, caller.workspace, assets, contactRefs);
  if ('missing' in contacts) throw refuseField('selection', noSuchObject(contacts.missing));
  return {
    groups: groups.groups.map(({ uuid }) => uuid),
    contacts: contacts.contacts.map(({ uuid }) => uuid),
    activeOnly: false,
  };
}

/** Only archived contacts can be deleted, so that is where a deletion looks unless another folder is named. */
function queried(request: JobRequest, query: string, folder: SearchFolder | undefined): Selection {
  const within = folder ?? (request.body.type === 'delete' ? 'archived' : null);
  const search = requireSearch(request, query, within);
  const waiting = unreadyIn(search.query, request.assets);
  if (waiting !== null) throw refuseField('selection', waiting);
  return { query: printQuery(search.query), within };
}

function checkDeletable({ assets }: JobRequest, chosen: Selection): void {
  const folder = 'folder' in chosen ? chosen.folder : 'query' in chosen ? chosen.within : 'archived';
  if (folder !== 'archived' && !assets.settings.deleteAnyStatus)
    throw refuseField(
      'selection',
      'Only archived contacts can be deleted. Archive them first, then delete the folder "archived".',
    );
}

/** Why a step was refused, in words that say what to do. */
const REFUSALS = {
  not_ready: 'Only a previewed job that is ready can be run.',
  wrong_token: 'The token is not the one that the preview answered.',
  wrong_count: 'The count is not the number of contacts that the preview found. Read the preview again.',
  not_running: 'Only a job that is queued or started can be paused.',
  not_paused: 'Only a paused job can be resumed.',
  ended: 'The job has ended.',
} as const;

async function steer(request: JobRequest): Promise<Answer> {
  const { runtime, caller } = request;
  const uuid = uuidParam<JobId>(request.query, 'uuid') as JobId;
  const result = await take(request, uuid);
  if (!result.ok) throw refusal(result.reason);
  const goesOn = request.body.action === 'run' || request.body.action === 'resume';
  if (goesOn) await continueJob(runtime, caller.workspace, result.job);
  return ok(showJob(result.job));
}

function refusal(reason: 'missing' | keyof typeof REFUSALS) {
  if (reason === 'missing') return notFound();
  if (reason === 'wrong_token') return refuseField('token', REFUSALS[reason]);
  if (reason === 'wrong_count') return refuseField('count', REFUSALS[reason]);
  return refuse(REFUSALS[reason]);
}

function take({ runtime: { data }, caller: { workspace }, now, body: given }: JobRequest, uuid: JobId) {
  switch (given.action) {
    case 'run':
      return runJob(data, workspace, uuid, { token: given.token ?? '', count: given.count ?? null, now });
    case 'pause':
      return pauseJob(data, workspace, uuid, now);
    case 'resume':
      return resumeJob(data, workspace, uuid, now);
    case 'interrupt':
      return interruptJob(data, workspace, uuid, now);
    case undefined:
      throw refuseBody('Name an action.');
  }
}

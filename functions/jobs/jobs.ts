import type * as z from 'zod/mini';
import { readJob, readJobNames } from '../../shared/data/jobs/index.ts';
import type { AuditKind } from '../../shared/domain/audit.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { Job, JobStatus } from '../../shared/domain/jobs/job.ts';
import { PUBLIC_BODIES } from '../../shared/domain/jobs/kinds/index.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import {
  accepted,
  keeping,
  ok,
  type RequestContext,
  type Service,
  writeEndpoint,
} from '../../shared/lambda/http/endpoint.ts';
import { refuseOthers } from '../../shared/lambda/http/field-errors.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { askedBy, mostOpenJobs, requireRoomForJob, tooManyJobs } from '../../shared/lambda/http/open-jobs.ts';
import { byUuid } from '../../shared/lambda/http/param.ts';
import { lookupParam } from '../../shared/lambda/http/params.ts';
import { requestJob } from '../../shared/services/jobs/request-job.ts';
import { type EndpointsOf, LINKS, pathOf, routesOf } from '../endpoints.ts';
import { followLink } from './files.ts';
import { getJobs } from './list.ts';
import { getJobContacts } from './list-contacts.ts';
import { jobSchema, showJob } from './present/job.ts';
import { body, type JobRequest } from './request/body.ts';
import { jobForms, OF_JOBS, OF_STEPS } from './request/forms.ts';
import { parseNewJob } from './start/new-job.ts';
import { parseStep, type Step, takeStep } from './steps/take-step.ts';
import { parseAgain } from './undo/undo-or-repeat.ts';

/** An error for each field that this job or step would ignore: a job over the wrong contacts is worse than none. */
function refuseUnknownFields({ query, given: { type, action }, document, errors }: JobRequest): void {
  const body = document as object;
  const refuse = (known: readonly string[], refusal: Refusal) => refuseOthers(body, known, refusal, errors);
  if (lookupParam(query, 'uuid')) {
    if (action !== undefined) refuse(['action', ...OF_STEPS[action]], { code: 'action_field', action });
    else if (!('action' in body)) refuse(['max_rate', 'not_before'], { code: 'needs_action' });
    return;
  }
  const kind = type === undefined ? undefined : PUBLIC_BODIES.get(type);
  if (type !== undefined && kind !== undefined)
    refuse([...OF_JOBS, ...Object.keys(kind.fields)], { code: 'job_field', type });
}

/** POST jobs.json: starts a job (202), or, with `?uuid=`, runs, pauses, resumes, interrupts, undoes or repeats one. */
const saveJob = writeEndpoint({
  summary: 'Start a job, or steer one',
  answers: { 200: jobSchema, 202: jobSchema },
  params: { uuid: byUuid('the job to steer') },
  body,
  forms: jobForms,
  strict: true,
  first: (context) => (lookupParam(context.query, 'uuid') ? undefined : requireRoomForJob(context)),
  async parse(request) {
    const { action } = request.given;
    refuseUnknownFields(request);
    if (!lookupParam(request.query, 'uuid')) return parseNewJob(request);
    return action === 'undo' || action === 'repeat' ? parseAgain(action, request) : parseStep(request);
  },
  async handle(command, context) {
    const { runtime, caller, now, seed } = context;
    if ('action' in command) {
      const job = await takeStep(command, context);
      return keeping(ok(await show(job, context)), job.uuid);
    }
    const asked = { ...command, ...askedBy(context), now, seed };
    const job = await requestJob(runtime, caller.workspace, asked, mostOpenJobs(runtime.config));
    if (job === null) throw tooManyJobs(context);
    return keeping(accepted(await show(job, context)), job.uuid);
  },
  audit(command, _, { kept: about, body: shown }) {
    const { type, total, status, summary: said } = shown as z.output<typeof jobSchema>;
    // The log has room for the parts, of which the sentence is made.
    const { text, ...summary } = said;
    if ('action' in command)
      return {
        kind: stepKind(command.action, status),
        about,
        details: { type, action: command.action, total, summary },
      };
    return { kind: command.preview ? 'job.previewed' : 'job.started', about, details: { type, summary } };
  },
  async made(seed, { runtime, caller }) {
    const job = await readJob(runtime.data, caller.workspace, seed as JobId);
    return job && { status: 202, kept: job.uuid };
  },
  async replay(uuid: JobId, context) {
    const { runtime, caller } = context;
    const job = await readJob(runtime.data, caller.workspace, uuid);
    return job && { body: await show(job, context) };
  },
});

/** A run that a second person must approve only asks for that. */
function stepKind(action: Step['action'], status: JobStatus): AuditKind {
  if (action === 'approve') return 'job.approved';
  if (action === 'decline') return 'job.declined';
  return action === 'run' && status === 'awaiting_approval' ? 'job.approval_asked' : 'job.steered';
}

async function show(job: Job, context: RequestContext) {
  const { runtime, assets } = context;
  return showJob(job, context, await readJobNames(runtime.data, job.workspace, [job], assets));
}

export const endpoints: EndpointsOf<'jobs'> = {
  jobs: { GET: getJobs, POST: saveJob },
  job_contacts: { GET: getJobContacts },
};

export const jobsService: Service = { routes: routesOf(endpoints), open: { [pathOf(LINKS)]: followLink } };

export const handler = httpHandler(jobsService, { files: openFiles, hmacKey: openHmacKey, queues: openQueues });

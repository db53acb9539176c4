import * as jobs from '../../shared/data/jobs/index.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { JobStatus } from '../../shared/domain/jobs/job.ts';
import { asOf } from '../../shared/domain/jobs/lifecycle.ts';
import { pagesOf } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { listPage, PAGING, page } from '../../shared/lambda/http/page.ts';
import { byUuid } from '../../shared/lambda/http/param.ts';
import { uuidParam } from '../../shared/lambda/http/params.ts';
import { contactName } from './present/contact-names.ts';
import { addressOf } from './present/export-file.ts';
import { jobSchema, showJob } from './present/job.ts';

/** GET jobs.json: newest first; jobs are kept for 90 days. */
export const getJobs = endpoint({
  summary: 'List jobs',
  answers: pagesOf(jobSchema),
  params: {
    uuid: byUuid(
      'only this job, with its selection as data, examples of the errors of its runs, some of its contacts while it waits to be run or approved, and the address of the file of an export',
    ),
    ...PAGING,
  },
  parse: ({ query }) => ({ uuid: uuidParam<JobId>(query, 'uuid'), cursor: query.cursor }),
  async handle({ uuid, cursor }, context) {
    const { runtime, caller } = context;
    if (uuid) {
      const job = await jobs.readJob(runtime.data, caller.workspace, uuid);
      return ok(page(context, job ? [await showWhole(job, context)] : [], null));
    }
    return ok(
      await listPage(context, async (limit) => {
        const { jobs: found, ...beside } = await jobs.listJobs(runtime.data, caller.workspace, { limit, cursor });
        const names = await jobs.readJobNames(runtime.data, caller.workspace, found, context.assets);
        return { shown: found.map((job) => showJob(job, context, names)), ...beside };
      }),
    );
  },
});

/** Somebody looks at their contacts before they begin. */
const WAITING: ReadonlySet<JobStatus> = new Set(['ready', 'awaiting_approval']);

async function showWhole(job: jobs.JobRecord, context: RequestContext) {
  const { data } = context.runtime;
  const { workspace } = job;
  const waits = WAITING.has(asOf(job, context.now).status);
  const [samples, { selection, params }, names, sample, address] = await Promise.all([
    jobs.readErrorSamples(data, job),
    jobs.readInput(data, job),
    jobs.readJobNames(data, workspace, [job], context.assets),
    waits ? jobs.readContactSample(data, job).then((uuids) => contactName(uuids, context)) : null,
    addressOf(job, context),
  ]);
  return showJob(job, context, names, { samples, selection, params, sample, address });
}

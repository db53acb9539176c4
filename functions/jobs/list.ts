import * as jobs from '../../shared/data/jobs/index.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { listPage, PAGING, page } from '../../shared/lambda/page.ts';
import { uuidParam } from '../../shared/lambda/params.ts';
import { showJob } from './present.ts';

/** GET jobs.json: newest first; jobs are kept for 90 days. */
export const listJobs = endpoint({
  summary: 'List jobs',
  params: {
    uuid: 'only this job, with examples of the errors of its runs',
    ...PAGING,
  },
  parse: ({ query }) => ({ uuid: uuidParam<JobId>(query, 'uuid'), cursor: query.cursor }),
  async handle({ uuid, cursor }, context) {
    const { runtime, caller } = context;
    if (uuid) {
      const job = await jobs.readJob(runtime.data, caller.workspace, uuid);
      const shown = job ? [showJob(job, context, await jobs.readSamples(runtime.data, job))] : [];
      return ok(page(context, shown, null));
    }
    return ok(
      await listPage(context, async (limit) => {
        const { jobs: found, ...beside } = await jobs.listJobs(runtime.data, caller.workspace, { limit, cursor });
        return { shown: found.map((job) => showJob(job, context)), ...beside };
      }),
    );
  },
});

import * as jobs from '../../shared/data/jobs/index.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import { ok } from '../../shared/lambda/endpoint.ts';
import { legacyEndpoint as endpoint } from '../../shared/lambda/legacy.ts';
import { PAGE_SIZE, page } from '../../shared/lambda/page.ts';
import { uuidParam } from '../../shared/lambda/params.ts';
import { showJob } from './present.ts';

/** GET jobs.json: newest first; jobs are kept for 90 days. */
export const listJobs = endpoint({
  summary: 'List jobs',
  params: { uuid: 'only this job', cursor: 'which page, as next or previous of another page name it' },
  async handle(request) {
    const { query, runtime, caller } = request;
    const uuid = uuidParam<JobId>(query, 'uuid');
    if (uuid) {
      const job = await jobs.readJob(runtime.data, caller.workspace, uuid);
      return ok(page(request, job ? [showJob(job)] : [], null));
    }
    const found = await jobs.listJobs(runtime.data, caller.workspace, { limit: PAGE_SIZE, cursor: query.cursor });
    return ok(page(request, found.jobs.map(showJob), found.cursor, found.previous));
  },
});

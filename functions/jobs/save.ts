import { readJob } from '../../shared/data/jobs/index.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import { accepted, keeping, ok, write } from '../../shared/lambda/endpoint.ts';
import { lookupParam } from '../../shared/lambda/params.ts';
import { submitJob } from '../../shared/services/jobs/submit.ts';
import { body } from './body.ts';
import { parseNewJob } from './new-job.ts';
import { showJob } from './present.ts';
import { parseStep, takeStep } from './step.ts';

/** POST jobs.json: without `?uuid=` starts a job (202); with it runs, pauses, resumes or interrupts one (200). */
export const saveJob = write({
  summary: 'Start a job, or steer one',
  params: { uuid: 'the job to steer' },
  body,
  parse: async (request) => (lookupParam(request.query, 'uuid') ? parseStep(request) : parseNewJob(request)),
  async handle(command, { runtime, caller, now }) {
    if ('action' in command) {
      const job = await takeStep(command, { runtime, caller, now });
      return keeping(ok(showJob(job)), job.uuid);
    }
    const job = await submitJob(runtime, caller.workspace, { ...command, createdBy: caller.id, now });
    return keeping(accepted(showJob(job)), job.uuid);
  },
  async replay(uuid: JobId, { runtime, caller }) {
    const job = await readJob(runtime.data, caller.workspace, uuid);
    return job && { body: showJob(job) };
  },
});

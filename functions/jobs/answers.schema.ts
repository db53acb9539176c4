import * as z from 'zod/mini';
import { JOB_STATUSES } from '../../shared/domain/jobs/job.ts';
import { pageOf } from '../../shared/lambda/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

const tally = z.record(z.string(), z.int());

/** A job: what it does, to how many, how far it is and what it really consumed. */
export const jobSchema = z.object({
  uuid: z.uuid(),
  type: z.string(),
  status: z.enum(JOB_STATUSES),
  reason: z.nullable(z.string()),
  total: z.nullable(z.int()),
  changed: z.int(),
  unchanged: z.int(),
  skipped: tally,
  failed: tally,
  errors: tally,
  error_samples: z.optional(
    z.array(
      z.object({
        kind: z.string(),
        contact: z.string(),
        node: z.nullable(z.string()),
        action: z.nullable(z.string()),
        text: z.string(),
      }),
    ),
  ),
  slices: z.object({ total: z.int(), done: z.int() }),
  progress: z.object({ done: z.int(), rate: z.nullable(z.number()), seconds_left: z.nullable(z.int()) }),
  capacity: z.object({ read_units: z.number(), write_units: z.number() }),
  token: z.optional(z.string()),
  created_on: z.string(),
  modified_on: z.string(),
  started_on: z.nullable(z.string()),
  ended_on: z.nullable(z.string()),
});

/** A contact of a job and what became of it. */
const jobContactSchema = z.object({
  contact: z.object({ uuid: z.string(), name: z.nullable(z.string()) }),
  outcome: z.enum(['pending', 'changed', 'unchanged', 'skipped', 'failed']),
  reason: z.nullable(z.string()),
  error: z.nullable(z.string()),
});

export const answers: AnswersOf<'jobs'> = {
  jobs: { GET: { 200: pageOf(jobSchema) }, POST: { 200: jobSchema, 202: jobSchema } },
  job_contacts: { GET: { 200: pageOf(jobContactSchema) } },
};

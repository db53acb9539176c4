import * as z from 'zod/mini';
import { JOB_STATUSES } from '../../shared/domain/jobs/job.ts';
import { pageSchema } from '../../shared/lambda/http/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

const reference = z.object({ uuid: z.string(), name: z.nullable(z.string()) });

const tally = z.record(z.string(), z.int());

export const errorSampleSchema = z.object({
  kind: z.string(),
  contact: z.string(),
  node: z.nullable(z.string()),
  action: z.nullable(z.string()),
  text: z.string(),
});

/** How many runs went straight from one node to another; null: from the start of the flow, or to its end. */
export const pathsSchema = z.object({
  runs: z.int(),
  complete: z.boolean(),
  segments: z.array(z.object({ from: z.nullable(z.string()), to: z.nullable(z.string()), runs: z.int() })),
});

/** A flow start as TextIt shows it (6.9). A `ready` one is a waiting preview: jobs.json runs it, then lists show it. */
export const startSchema = z.object({
  uuid: z.uuid(),
  flow: reference,
  status: z.enum(JOB_STATUSES),
  progress: z.object({ total: z.int(), started: z.int() }),
  groups: z.array(reference),
  contacts: z.array(reference),
  query: z.optional(z.string()),
  max_rate: z.optional(z.int()),
  params: z.unknown(),
  created_on: z.string(),
  modified_on: z.string(),
  id: z.int(),
  extra: z.unknown(),
  restart_participants: z.boolean(),
  exclude_active: z.boolean(),
  outcomes: z.object({ changed: z.int(), unchanged: z.int(), skipped: tally, failed: tally }),
  errors: tally,
  error_samples: z.optional(z.array(errorSampleSchema)),
  paths: z.optional(pathsSchema),
});

/** A run as TextIt shows it, and its errors. */
export const runSchema = z.object({
  id: z.int(),
  uuid: z.uuid(),
  flow: reference,
  contact: z.object({ uuid: z.string(), urn: z.nullable(z.string()), name: z.nullable(z.string()) }),
  start: z.object({ uuid: z.string() }),
  responded: z.boolean(),
  path: z.array(z.object({ node: z.string(), time: z.string() })),
  values: z.record(
    z.string(),
    z.object({
      value: z.string(),
      category: z.string(),
      node: z.string(),
      time: z.string(),
      name: z.string(),
      input: z.nullable(z.string()),
    }),
  ),
  created_on: z.string(),
  modified_on: z.string(),
  exited_on: z.nullable(z.string()),
  exit_type: z.nullable(z.enum(['completed', 'failed'])),
  errors: z.array(
    z.object({
      type: z.enum(['error', 'failure']),
      kind: z.string(),
      node: z.nullable(z.string()),
      action: z.nullable(z.string()),
      text: z.string(),
    }),
  ),
});

/** What a run of a flow would do. Events are in TextIt's shapes (8.7). */
export const simulationSchema = z.object({
  contact: reference,
  exit_type: z.enum(['completed', 'failed']),
  changed: z.boolean(),
  path: z.array(z.object({ node: z.string(), exit: z.nullable(z.string()) })),
  events: z.array(z.looseObject({ type: z.string() })),
  values: z.record(
    z.string(),
    z.object({ name: z.string(), value: z.string(), category: z.string(), node: z.string() }),
  ),
  errors: z.array(
    z.object({
      type: z.string(),
      kind: z.string(),
      node: z.nullable(z.string()),
      action: z.nullable(z.string()),
      text: z.string(),
    }),
  ),
});

export const answers: AnswersOf<'flow-starts'> = {
  flow_starts: { GET: { 200: pageSchema(startSchema) }, POST: { 201: startSchema } },
  runs: { GET: { 200: pageSchema(runSchema) } },
  simulations: { POST: { 200: simulationSchema } },
};

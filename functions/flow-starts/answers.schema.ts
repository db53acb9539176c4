import * as z from 'zod/mini';
import { pageOf } from '../../shared/lambda/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

const reference = z.object({ uuid: z.string(), name: z.nullable(z.string()) });

/** A flow start as TextIt's API shows it (6.9). */
export const startSchema = z.object({
  uuid: z.uuid(),
  flow: reference,
  status: z.enum(['pending', 'queued', 'started', 'completed', 'failed', 'interrupted', 'paused']),
  progress: z.object({ total: z.int(), started: z.int() }),
  groups: z.array(reference),
  contacts: z.array(reference),
  query: z.optional(z.string()),
  params: z.unknown(),
  created_on: z.string(),
  modified_on: z.string(),
  id: z.int(),
  extra: z.unknown(),
  restart_participants: z.boolean(),
  exclude_active: z.boolean(),
});

/** A run as TextIt shows it, so that clients find the shape they know. */
export const runSchema = z.object({
  uuid: z.uuid(),
  flow: reference,
  contact: reference,
  responded: z.boolean(),
  path: z.array(z.object({ node: z.string(), time: z.string() })),
  values: z.record(z.string(), z.unknown()),
  created_on: z.string(),
  modified_on: z.string(),
  exited_on: z.nullable(z.string()),
  exit_type: z.nullable(z.string()),
});

export const answers: AnswersOf<'flow-starts'> = {
  flow_starts: { GET: { 200: pageOf(startSchema) }, POST: { 201: startSchema } },
  runs: { GET: { 200: pageOf(runSchema) } },
};

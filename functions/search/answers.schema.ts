import * as z from 'zod/mini';
import type { AnswersOf } from '../endpoints.ts';

const named = z.object({ uuid: z.string(), name: z.string() });

/** What a query mentions, in TextIt's form (5.9). */
export const metadataSchema = z.object({
  attributes: z.array(z.string()),
  schemes: z.array(z.string()),
  fields: z.array(z.object({ key: z.string(), name: z.string() })),
  groups: z.array(named),
  allow_as_group: z.boolean(),
});

/**
 * How a search is carried out, why, and what all of it costs. With `snapshot` it goes by that: a page costs so much,
 * and half a unit for each contact that changed since `as_of`; null while the snapshot is made, and the plan counts.
 */
export const planSchema = z.object({
  access: z.enum(['nobody', 'contacts', 'groups', 'folders', 'modified']),
  explanation: z.string(),
  folders: z.array(z.string()),
  candidates: z.int(),
  read_units: z.int(),
  snapshot: z.optional(z.object({ as_of: z.nullable(z.string()), read_units: z.int() })),
});

export const explanationSchema = z.object({
  query: z.string(),
  metadata: metadataSchema,
  plan: planSchema,
  matches: z.optional(z.boolean()),
});

export const answers: AnswersOf<'search'> = {
  queries: { POST: { 200: explanationSchema } },
};

import * as z from 'zod/mini';
import { snapshotSchema } from '../../shared/lambda/snapshot.schema.ts';
import type { AnswersOf } from '../endpoints.ts';
import { policySimulationSchema } from './policy-simulation.schema.ts';

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
 * How a search is carried out, why, and what all of it costs. `way`: by the workspace's snapshot, where a page costs
 * so much, and half a unit for each contact that changed since `as_of`; or by the tables, as the plan says. `as_of` is
 * null while the snapshot is made.
 */
export const planSchema = z.object({
  way: z.enum(['snapshot', 'tables']),
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

/** By each property: its values with their numbers, and the query of the contacts that have it. */
export const facetsSchema = z.object({
  total: z.object({ count: z.int(), exact: z.boolean() }),
  facets: z.array(
    z.object({
      key: z.string(),
      values: z.array(
        z.object({
          value: z.nullable(z.string()),
          name: z.nullable(z.string()),
          count: z.int(),
          query: z.string(),
        }),
      ),
      others: z.int(),
    }),
  ),
  snapshot: z.optional(snapshotSchema),
});

export const answers: AnswersOf<'search'> = {
  queries: { POST: { 200: explanationSchema } },
  facets: { GET: { 200: facetsSchema } },
  policy_simulations: { POST: { 200: policySimulationSchema } },
};

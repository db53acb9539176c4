import * as z from 'zod/mini';
import { snapshotSchema } from '../../shared/lambda/http/snapshot.schema.ts';
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

/** By which way a page of the search comes, from which folders, and what it costs; by a table, all pages together. */
export const planSchema = z.object({
  way: z.enum(['snapshot', 'tables']),
  folders: z.array(z.string()),
  read_units: z.int(),
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

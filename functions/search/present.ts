import * as z from 'zod/mini';
import type { Plan } from '../../shared/domain/search/plan.ts';

const named = z.object({ uuid: z.string(), name: z.string() });

/** What a query mentions, in TextIt's form (5.9). */
export const metadataSchema = z.lazy(() =>
  z.object({
    attributes: z.array(z.string()),
    schemes: z.array(z.string()),
    fields: z.array(z.object({ key: z.string(), name: z.string() })),
    groups: z.array(named),
    allow_as_group: z.boolean(),
  }),
);

/** How a search is carried out, why so, and what going through all of it costs. */
export const planSchema = z.lazy(() =>
  z.object({
    access: z.enum(['nobody', 'contacts', 'groups', 'folders', 'modified']),
    explanation: z.string(),
    folders: z.array(z.string()),
    candidates: z.int(),
    read_units: z.int(),
  }),
);

export const showPlan = ({
  access,
  explanation,
  search,
  candidates,
  readUnits,
}: Plan): z.output<typeof planSchema> => ({
  access: access.type,
  explanation,
  folders: [...search.folders],
  candidates,
  read_units: readUnits,
});

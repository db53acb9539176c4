import * as z from 'zod/mini';
import { FIELD_TYPES } from '../../shared/domain/workspace.ts';
import { pageSchema } from '../../shared/lambda/http/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

const named = z.array(z.object({ uuid: z.string(), name: z.string() }));

/** A field as TextIt's API shows it (6.7), with deprecated names. */
export const fieldSchema = z.object({
  key: z.string(),
  name: z.string(),
  type: z.enum(FIELD_TYPES),
  featured: z.boolean(),
  priority: z.int(),
  usages: z.object({ flows: z.int(), groups: z.int(), campaign_events: z.int() }),
  agent_access: z.enum(['none', 'view', 'edit']),
  label: z.string(),
  value_type: z.string(),
  /** Beyond TextIt's API: only where it is archived. */
  archived: z.optional(z.boolean()),
  /** Beyond TextIt's API: what names the field, where that is asked for. Flows are those that are not archived. */
  uses: z.optional(
    z.object({
      groups: named,
      flows: named,
      policies: named,
      searches: z.array(z.string()),
      mappings: z.array(z.string()),
    }),
  ),
});

export const answers: AnswersOf<'fields'> = {
  fields: { GET: { 200: pageSchema(fieldSchema) }, POST: { 200: fieldSchema, 201: fieldSchema } },
};

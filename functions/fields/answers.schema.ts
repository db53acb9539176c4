import * as z from 'zod/mini';
import { FIELD_TYPES } from '../../shared/domain/workspace.ts';
import { pageSchema } from '../../shared/lambda/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

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
});

export const answers: AnswersOf<'fields'> = {
  fields: { GET: { 200: pageSchema(fieldSchema) }, POST: { 200: fieldSchema, 201: fieldSchema } },
};

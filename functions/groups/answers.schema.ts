import * as z from 'zod/mini';
import { GROUP_STATUSES } from '../../shared/domain/workspace.ts';
import { pageSchema } from '../../shared/lambda/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

/** A group as TextIt's API shows it (6.6). */
export const groupSchema = z.object({
  uuid: z.uuid(),
  name: z.string(),
  query: z.nullable(z.string()),
  status: z.enum(GROUP_STATUSES),
  system: z.boolean(),
  count: z.int(),
});

export const answers: AnswersOf<'groups'> = {
  groups: {
    GET: { 200: pageSchema(groupSchema) },
    POST: { 200: groupSchema, 201: groupSchema },
    DELETE: { 204: null },
  },
};

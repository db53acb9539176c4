import * as z from 'zod/mini';
import { SEARCH_FOLDERS } from '../../shared/domain/contacts/contact.ts';
import { GROUP_STATUSES } from '../../shared/domain/workspace.ts';
import { pageSchema } from '../../shared/lambda/http/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

const named = z.array(z.object({ uuid: z.string(), name: z.string() }));

/** A group as TextIt's API shows it (6.6). */
export const groupSchema = z.object({
  uuid: z.uuid(),
  name: z.string(),
  query: z.nullable(z.string()),
  status: z.enum(GROUP_STATUSES),
  system: z.boolean(),
  count: z.int(),
  /** Beyond TextIt's API: what names the group, where that is asked for. Flows are those that are not archived. */
  uses: z.optional(z.object({ flows: named, policies: named })),
});

/** A search that the workspace has saved under a name. */
export const searchSchema = z.object({
  uuid: z.uuid(),
  name: z.string(),
  query: z.string(),
  folder: z.enum(SEARCH_FOLDERS),
  created_on: z.string(),
});

export const answers: AnswersOf<'groups'> = {
  groups: {
    GET: { 200: pageSchema(groupSchema) },
    POST: { 200: groupSchema, 201: groupSchema },
    DELETE: { 204: null },
  },
  searches: {
    GET: { 200: pageSchema(searchSchema) },
    POST: { 200: searchSchema, 201: searchSchema },
    DELETE: { 204: null },
  },
};

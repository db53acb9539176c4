import * as z from 'zod/mini';
import { pageOf } from '../../shared/lambda/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

const reference = z.object({ uuid: z.string(), name: z.string() });

/** A contact as TextIt's API shows it (6.3), with `dormant_since` added. */
export const contactSchema = z.object({
  uuid: z.uuid(),
  name: z.nullable(z.string()),
  status: z.nullable(z.enum(['active', 'archived', 'stopped', 'blocked'])),
  language: z.nullable(z.string()),
  urns: z.array(
    z.union([
      z.string(),
      z.object({ channel: z.null(), scheme: z.string(), path: z.string(), display: z.nullable(z.string()) }),
    ]),
  ),
  groups: z.array(reference),
  notes: z.array(
    z.object({
      text: z.string(),
      created_on: z.string(),
      created_by: z.object({ email: z.string(), name: z.string() }),
    }),
  ),
  fields: z.record(z.string(), z.nullable(z.string())),
  flow: z.nullable(reference),
  created_on: z.string(),
  modified_on: z.string(),
  last_seen_on: z.nullable(z.string()),
  dormant_since: z.nullable(z.string()),
  blocked: z.nullable(z.boolean()),
  stopped: z.nullable(z.boolean()),
  ref: z.optional(z.string()),
  anon_display: z.optional(z.string()),
});

export const eventSchema = z.looseObject({
  uuid: z.string(),
  type: z.string(),
  created_on: z.string(),
  _user: z.optional(z.object({ uuid: z.string(), name: z.string() })),
  _by: z.string(),
  _via: z.string(),
  _job: z.nullable(z.string()),
});

export const contactListSchema = z.extend(pageOf(contactSchema), {
  query: z.optional(z.string()),
  partial: z.optional(z.boolean()),
});

export const answers: AnswersOf<'contacts'> = {
  contacts: {
    GET: { 200: contactListSchema },
    POST: { 200: contactSchema, 201: contactSchema },
    DELETE: { 204: null },
  },
  contact_actions: { POST: { 204: null } },
  history: { GET: { 200: pageOf(eventSchema) } },
};

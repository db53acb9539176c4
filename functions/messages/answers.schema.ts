import * as z from 'zod/mini';
import { pageSchema } from '../../shared/lambda/http/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

export const messageSchema = z.object({
  uuid: z.uuid(),
  contact: z.object({ uuid: z.uuid(), name: z.nullable(z.string()) }),
  urn: z.nullable(z.string()),
  direction: z.literal('in'),
  type: z.literal('text'),
  status: z.literal('handled'),
  visibility: z.enum(['visible', 'archived']),
  archived: z.boolean(),
  text: z.string(),
  attachments: z.array(z.object({ content_type: z.string(), url: z.string() })),
  /** Deprecated: the first attachment, as `image/jpeg:https://…`. */
  media: z.nullable(z.string()),
  quick_replies: z.array(z.string()),
  labels: z.array(z.object({ uuid: z.string(), name: z.string() })),
  created_on: z.string(),
  modified_on: z.string(),
  id: z.int(),
  broadcast: z.null(),
  channel: z.null(),
  flow: z.null(),
  sent_on: z.null(),
});

export const answers: AnswersOf<'messages'> = {
  messages: { GET: { 200: pageSchema(messageSchema) } },
};

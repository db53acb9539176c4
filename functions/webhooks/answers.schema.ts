import * as z from 'zod/mini';
import { CIRCUITS } from '../../shared/domain/bus/circuit.ts';
import { BUS_TYPES } from '../../shared/domain/bus/types.ts';
import { codedSchema } from '../../shared/lambda/http/codes.schema.ts';
import { pageSchema } from '../../shared/lambda/http/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

export const webhookSchema = z.object({
  uuid: z.uuid(),
  url: z.string(),
  events: z.array(z.enum(BUS_TYPES)),
  status: z.enum(['working', 'failing', 'disabled']),
  last_error: z.nullable(z.string()),
  codes: z.optional(z.object({ last_error: codedSchema })),
  failing_since: z.nullable(z.string()),
  circuit: z.enum(CIRCUITS),
  open_until: z.nullable(z.string()),
  waiting: z.int(),
  given_up: z.int(),
  created_on: z.string(),
});

/** With the secret, which is only shown here. */
const newWebhookSchema = z.extend(webhookSchema, { secret: z.string() });

export const answers: AnswersOf<'webhooks'> = {
  webhooks: {
    GET: { 200: pageSchema(webhookSchema) },
    POST: { 200: z.extend(webhookSchema, { secret: z.optional(z.string()) }), 201: newWebhookSchema },
    DELETE: { 204: null },
  },
};

import * as z from 'zod/mini';
import { KINDS } from '../../shared/domain/channels/channel.ts';
import { pageSchema } from '../../shared/lambda/http/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

export const channelSchema = z.object({
  uuid: z.uuid(),
  kind: z.enum(KINDS),
  name: z.string(),
  country: z.nullable(z.string()),
  scheme: z.string(),
  public_url: z.string(),
  number: z.nullable(z.string()),
  topic: z.nullable(z.string()),
  created_on: z.string(),
});

/** The address is shown when it is made, and a secret if it was made here. */
const savedSchema = z.extend(channelSchema, { address: z.optional(z.string()), secret: z.optional(z.string()) });

export const answers: AnswersOf<'channels'> = {
  channels: {
    GET: { 200: pageSchema(channelSchema) },
    POST: { 200: savedSchema, 201: savedSchema },
    DELETE: { 204: null },
  },
};

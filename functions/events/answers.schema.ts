import * as z from 'zod/mini';
import { EVENT_TYPES } from '../../shared/domain/contacts/opt-out/inbound-event.ts';
import type { AnswersOf } from '../endpoints.ts';

export const receivedEventSchema = z.object({
  type: z.enum(EVENT_TYPES),
  outcome: z.enum(['handled', 'ignored', 'duplicate']),
  contact: z.nullable(z.object({ uuid: z.uuid(), name: z.nullable(z.string()), status: z.string() })),
  message: z.nullable(z.object({ uuid: z.uuid(), visibility: z.enum(['visible', 'archived']) })),
});

export const answers: AnswersOf<'events'> = {
  events: { POST: { 200: receivedEventSchema, 201: receivedEventSchema } },
};

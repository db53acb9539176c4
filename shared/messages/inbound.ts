import * as z from 'zod/mini';
import { EVENT_TYPES } from '../domain/contacts/opt-out/inbound-event.ts';
import type { Instant } from '../domain/instant.ts';
import { workspace } from './ids.ts';

/** To the inbound queue: one verified message or event of a person, with its address in normal form. */
export const inboundMessage = z.object({
  workspace,
  type: z.enum(EVENT_TYPES),
  urn: z.string(),
  /** Another address of the same person. */
  alias: z.optional(z.string()),
  text: z.string(),
  /** Searched for stop words like the text, but not stored. */
  payload: z.nullable(z.string()),
  at: z.pipe(
    z.int(),
    z.transform((micros): Instant => micros as Instant),
  ),
  /** The sender's time was not understood: the event may be old. */
  undated: z.optional(z.boolean()),
  externalId: z.nullable(z.string()),
  /** For a part of a long message: its number and their total; `last` when the others are no longer awaited. */
  part: z.optional(z.object({ ref: z.string(), number: z.int(), total: z.int(), last: z.optional(z.boolean()) })),
  /** The carrier's opt-out list that it was found in: it creates no contact for an unknown number. */
  list: z.optional(z.string()),
  /** Identifies the event where the sender has no id, so that it counts once. */
  seed: z.string(),
  /** Deliveries of webhooks that led to it. */
  hops: z.optional(z.int()),
});
export type InboundMessage = z.output<typeof inboundMessage>;

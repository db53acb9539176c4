import * as z from 'zod/mini';
import { EVENT_TYPES } from '../domain/contacts/opt-out/heard.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';

/** To the queue of what arrived: one message or event of a person, verified, its address in normal form. */
export const inboundMessage = z.object({
  workspace: z.pipe(
    z.guid(),
    z.transform((text): WorkspaceId => text as string as WorkspaceId),
  ),
  type: z.enum(EVENT_TYPES),
  urn: z.string(),
  /** Another address of the same person. */
  alias: z.optional(z.string()),
  text: z.string(),
  /** What is read for stop words beside the text, and not stored. */
  payload: z.nullable(z.string()),
  at: z.pipe(
    z.int(),
    z.transform((micros): Instant => micros as Instant),
  ),
  /** The sender's time of it was not understood: it may have been long before. */
  undated: z.optional(z.boolean()),
  externalId: z.nullable(z.string()),
  /** Of a long message that arrives in parts: which one this is, and of how many; `last` when no other is waited for any more. */
  part: z.optional(z.object({ ref: z.string(), number: z.int(), total: z.int(), last: z.optional(z.boolean()) })),
  /** The carrier's opt-out list in which it was found: of a number that no contact has, it makes none. */
  list: z.optional(z.string()),
  /** What it counts once by where the sender has no id. */
  seed: z.string(),
});
export type InboundMessage = z.output<typeof inboundMessage>;

import * as z from 'zod/mini';

/**
 * Of a workspace that is searched by a snapshot (ADR 007): whether this answer was, up to when the snapshot goes, and
 * how many contacts were read besides, since they changed after that. Answers are as of now in any case.
 */
export const snapshotSchema = z.object({
  used: z.boolean(),
  as_of: z.nullable(z.string()),
  behind: z.optional(z.int()),
  why: z.optional(z.enum(['making', 'behind', 'broken', 'unavailable'])),
});

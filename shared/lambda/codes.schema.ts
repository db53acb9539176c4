import * as z from 'zod/mini';
import type { Code } from '../domain/refusals/refusal.ts';
import { SENTENCES } from '../domain/refusals/sentences.ts';

/** What a sentence says, and what changes in it; `other` for a sentence that an earlier release has stored. */
export const codedSchema = z.object({
  code: z.enum(Object.keys(SENTENCES) as Code[]),
  data: z.record(z.string(), z.string()),
});

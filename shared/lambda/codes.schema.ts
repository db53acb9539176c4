import * as z from 'zod/mini';
import { type Code, SENTENCES } from './sentences/index.ts';

/** What a sentence says, and what changes in it; `other` for a sentence that has no code. */
export const codedSchema = z.object({
  code: z.enum([...(Object.keys(SENTENCES) as Code[]), 'other']),
  data: z.record(z.string(), z.string()),
});

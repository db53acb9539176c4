import * as z from 'zod/mini';
import type { Code } from '../../domain/refusals/refusal.ts';
import { SENTENCES } from '../../domain/refusals/sentences.ts';

/** A sentence's code and data. */
export const codedSchema = z.object({
  code: z.enum(Object.keys(SENTENCES) as Code[]),
  data: z.record(z.string(), z.string()),
});

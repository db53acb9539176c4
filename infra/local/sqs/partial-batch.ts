import * as z from 'zod/mini';
import type { Outcome } from '../lambda/environment.ts';

const Response = z.nullable(
  z.object({ batchItemFailures: z.optional(z.nullable(z.array(z.object({ itemIdentifier: z.string() })))) }),
);

/** A batch's failed items as Lambda reads them: any other shape or identifier, or an error, fails the whole batch. */
export function failedItems(outcome: Outcome, ids: readonly string[], partialFailures: boolean): ReadonlySet<string> {
  if (!outcome.ok) return new Set(ids);
  if (!partialFailures) return new Set();
  const response = Response.safeParse(JSON.parse(outcome.json));
  if (!response.success) return new Set(ids);
  const failed = response.data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier) ?? [];
  return new Set(failed.every((id) => ids.includes(id)) ? failed : ids);
}

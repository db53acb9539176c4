import * as z from 'zod/mini';

/** Parameters of a flow start, as any value but null; `paramsProblem` says what is wrong with it. */
export const paramsSchema = () =>
  z.optional(z.unknown().check(z.refine((value) => value !== null, { error: 'This field may not be null.' })));

/** TextIt 6.9. */
const MAX_PARAMS = 10_000;

/** Why a value cannot be the parameters of a start; null when it can. */
export function paramsProblem(value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'Must be a valid JSON object';
  return JSON.stringify(value).length > MAX_PARAMS ? 'Cannot exceed 10,000 characters encoded.' : null;
}

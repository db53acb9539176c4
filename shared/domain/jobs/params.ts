import * as z from 'zod/mini';
import type { Refusal } from '../refusals/refusal.ts';
import { says } from '../schema.ts';

/** Parameters of a flow start: an object, checked by `paramsProblem`. */
export const paramsSchema = () =>
  z.optional(
    z.unknown().check(
      z.refine((value) => value !== null, { error: says({ code: 'null' }) }),
      z.meta({ type: 'object', additionalProperties: true }),
    ),
  );

/** TextIt 6.9. */
const MAX_PARAMS = 10_000;

/** Why a value cannot be a start's parameters, or null. */
export function paramsProblem(value: unknown): Refusal | null {
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { code: 'not_an_object' };
  return encodedLength(value) > MAX_PARAMS ? { code: 'params_too_large', most: MAX_PARAMS.toLocaleString('en') } : null;
}

/** The length as Python encodes JSON: in ASCII, and with a space after each comma and colon. */
const encodedLength = (value: object): number =>
  JSON.stringify(value).replace(/[^ -~]/g, '\\u0000').length + separatorsIn(value);

/** The commas and colons of a value as JSON. */
function separatorsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const parts: readonly unknown[] = Object.values(value);
  const own = Math.max(0, parts.length - 1) + (Array.isArray(value) ? 0 : parts.length);
  return parts.reduce<number>((sum, part) => sum + separatorsIn(part), own);
}

import * as z from 'zod/mini';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';

/** TextIt 6.9. */
const MAX_PARAMS = 10_000;

/** What a flow sees as `@trigger.params`. */
export const params = z.optional(
  z.unknown().check(z.refine((value) => value !== null, { error: 'This field may not be null.' })),
);

/** `extra` is the deprecated name of `params`. */
export function checkParams(given: { readonly params?: unknown; readonly extra?: unknown }, errors: FieldErrors): void {
  for (const name of ['params', 'extra'] as const) {
    const value = given[name];
    if (value === undefined) continue;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      errors.add(name, 'Must be a valid JSON object');
    else if (JSON.stringify(value).length > MAX_PARAMS) errors.add(name, 'Cannot exceed 10,000 characters encoded.');
  }
}

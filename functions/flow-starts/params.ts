import { paramsProblem, paramsSchema } from '../../shared/domain/jobs/params.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';

/** What a flow sees as `@trigger.params`. */
export const params = paramsSchema();

/** `extra` is the deprecated name of `params`. */
export function checkParams(given: { readonly params?: unknown; readonly extra?: unknown }, errors: FieldErrors): void {
  for (const name of ['params', 'extra'] as const) errors.add(name, paramsProblem(given[name]));
}

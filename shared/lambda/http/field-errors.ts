import * as z from 'zod/mini';
import type { Refusal } from '../../domain/refusals/refusal.ts';
import { refusalIn } from '../../domain/schema.ts';
import type { Refusals } from './refusals.ts';

/** Errors by field, in TextIt's form: a list of refusals, or for items of a list or map such a list by index or key. */
export class FieldErrors {
  /** In maps, because a client's fields and keys may be words such as `constructor`. */
  readonly #errors = new Map<string, readonly Refusal[] | Map<string, readonly Refusal[]>>();

  /** Adds a refusal, if there is one, unless the field has one already. */
  add(field: string, refusal: Refusal | null): void {
    if (refusal !== null && !this.#errors.has(field)) this.#errors.set(field, [refusal]);
  }

  /** Adds a refusal of one item of a list or map: `{"urns":{"0":["…"]}}`. */
  addItem(field: string, item: string | number, refusal: Refusal): void {
    const items = this.#errors.get(field) ?? new Map<string, readonly Refusal[]>();
    this.#errors.set(field, items);
    if (items instanceof Map && !items.has(String(item))) items.set(String(item), [refusal]);
  }

  addIssues(field: string, issues: readonly z.core.$ZodIssue[]): void {
    for (const issue of issues) {
      const [item] = issue.path;
      if (item === undefined) this.add(field, refusalIn(issue));
      else this.addItem(field, String(item), refusalIn(issue));
    }
  }

  /** True while there is no error, so that the given fields are complete. */
  none<Given extends object>(_given: Partial<Given>): _given is Given {
    return this.body === null;
  }

  /** The body of the refusal; null without errors. */
  get body(): { readonly [field: string]: Refusals } | null {
    if (this.#errors.size === 0) return null;
    const shown = [...this.#errors].map(([field, errors]) => [
      field,
      errors instanceof Map ? Object.fromEntries(errors) : errors,
    ]);
    return Object.fromEntries(shown);
  }
}

/** Parses each field by itself. Returns the valid ones and all errors, since TextIt reports them together. */
export function parseFields<Shape extends z.core.$ZodShape>(
  shape: Shape,
  input: Readonly<Record<string, unknown>>,
): { given: Partial<z.output<z.ZodMiniObject<Shape>>>; errors: FieldErrors } {
  const errors = new FieldErrors();
  const values: Record<string, unknown> = {};
  for (const [field, schema] of Object.entries(shape)) {
    if (!Object.hasOwn(input, field) && z.safeParse(schema, undefined).success) continue;
    const result = z.safeParse(schema, input[field]);
    if (!result.success) errors.addIssues(field, result.error.issues);
    else values[field] = result.data;
  }
  return { given: values as Partial<z.output<z.ZodMiniObject<Shape>>>, errors };
}

/** Unknown fields that are named: a body with thousands of them is no misspelling. */
const MOST_OTHERS = 20;

export function refuseOthers(body: object, known: readonly string[], refusal: Refusal, errors: FieldErrors): void {
  const others = Object.keys(body).filter((name) => !known.includes(name));
  for (const name of others.slice(0, MOST_OTHERS)) errors.add(name, refusal);
}

import * as z from 'zod/mini';

/** Errors by field, in TextIt's form: a list of messages, or, for the items of a plain list or map, such a list by index or key. */
export class FieldErrors {
  /** In maps: fields and keys are a client's words, and may be such as `constructor`. */
  readonly #errors = new Map<string, readonly string[] | Map<string, readonly string[]>>();

  /** Adds a message unless the field has one already. */
  add(field: string, message: string): void {
    if (!this.#errors.has(field)) this.#errors.set(field, [message]);
  }

  /** Adds a message for one item of a list or map: `{"urns":{"0":["…"]}}`. */
  addItem(field: string, item: string | number, message: string): void {
    const items = this.#errors.get(field) ?? new Map<string, readonly string[]>();
    this.#errors.set(field, items);
    if (items instanceof Map && !items.has(String(item))) items.set(String(item), [message]);
  }

  addIssues(field: string, issues: readonly z.core.$ZodIssue[]): void {
    for (const { path, message } of issues) {
      const [item] = path;
      if (item === undefined) this.add(field, message);
      else this.addItem(field, typeof item === 'symbol' ? String(item) : item, message);
    }
  }

  /** True while nothing is wrong: then the fields that were given are complete. */
  none<Given extends object>(_given: Partial<Given>): _given is Given {
    return this.body === null;
  }

  /** The body of the refusal; null while nothing is wrong. */
  get body(): object | null {
    if (this.#errors.size === 0) return null;
    const shown = [...this.#errors].map(([field, errors]) => [
      field,
      errors instanceof Map ? Object.fromEntries(errors) : errors,
    ]);
    return Object.fromEntries(shown);
  }
}

/** Each field parsed by itself: what passed, and every error together, since TextIt reports all fields at once. */
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

/** Unknown fields of one body that are named: one that has thousands is no mistake of spelling. */
const MOST_OTHERS = 20;

/** Adds an error for each field of a body that is none of these. */
export function refuseOthers(body: object, known: readonly string[], message: string, errors: FieldErrors): void {
  const others = Object.keys(body).filter((name) => !known.includes(name));
  for (const name of others.slice(0, MOST_OTHERS)) errors.add(name, message);
}

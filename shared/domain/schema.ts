/** Building blocks of bodies with TextIt's messages (6.1), in zod/mini, which the OpenAPI document is made of. */
import * as z from 'zod/mini';
import type { Refusal } from './refusals/refusal.ts';
import { truncate } from './text/truncate.ts';

/** A refusal as the message of a schema, which can be a text only. */
export const says = (refusal: Refusal): string => JSON.stringify(refusal);

/** What a schema's issue says; of a schema that says nothing itself, zod's own two words. */
export const refusalIn = ({ message }: Pick<z.core.$ZodIssue, 'message'>): Refusal =>
  message.startsWith('{') ? JSON.parse(message) : { code: 'invalid' };

type Message = (issue: { readonly input?: unknown }) => string;

/** The message for a value of the wrong type; TextIt has others for a missing value and null. */
export const wrongType =
  (refusal: Refusal | ((input: unknown) => Refusal)): Message =>
  ({ input }) => {
    if (input === undefined) return says({ code: 'required' });
    if (input === null) return says({ code: 'null' });
    return says(typeof refusal === 'function' ? refusal(input) : refusal);
  };

export interface TextOptions {
  /** Limits of characters, counted as in Python: a surrogate pair is one. */
  readonly max?: number;
  readonly min?: number;
  /** Whether `""` is accepted (default: no). */
  readonly blank?: boolean;
  /** Whether outer white space is removed before any check (default: yes). */
  readonly trim?: boolean;
  /** Its form in the OpenAPI document, when other code checks more than the length. */
  readonly form?: Form;
}

/** A text's form. Formats that JSON Schema does not know are explained in docs/api/index.md. */
export interface Form {
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
}

/** In the OpenAPI document: a text without null characters, and one that is not blank. */
const NO_NULL = '^[^\\x00]*$';
const NOT_BLANK = '^[^\\x00]*[^\\x00\\s][^\\x00]*$';

/** A string; a number is accepted as its text, as in TextIt. */
export const text = ({ max = 10_000, min = 0, blank = false, trim = true, form }: TextOptions = {}) =>
  z.pipe(
    z.transform((input: unknown) => {
      const raw = typeof input === 'number' ? String(input) : input;
      return typeof raw === 'string' && trim ? raw.trim() : raw;
    }),
    z.string({ error: wrongType({ code: 'not_text' }) }).check(
      z.refine((value) => blank || value !== '', { error: says({ code: 'blank' }), abort: true }),
      z.refine((value) => !value.includes('\0'), { error: says({ code: 'no_null_characters' }) }),
      z.refine((value) => value.isWellFormed(), { error: ({ input }) => says(surrogates(String(input))) }),
      z.refine((value) => !hasMoreThan(max, value), { error: says({ code: 'too_many_characters', most: max }) }),
      z.refine((value) => min === 0 || hasMoreThan(min - 1, value), {
        error: says({ code: 'too_few_characters', least: min }),
      }),
      z.meta({
        maxLength: max,
        ...(!blank && { minLength: Math.max(min, 1) }),
        ...(form ?? { pattern: blank ? NO_NULL : NOT_BLANK }),
      }),
    ),
  );

/** Counts characters only if the length does not decide: each has one or two units. */
const hasMoreThan = (count: number, text: string): boolean =>
  text.length > count && (text.length > 2 * count || Array.from(text).length > count);

/** Half of a surrogate pair cannot be stored. The words are Django's. */
function surrogates(text: string): Refusal {
  const [first = ''] = text.match(/[\uD800-\uDFFF]/u) ?? [];
  return { code: 'not_text_at_all', character: `U+${first.charCodeAt(0).toString(16).toUpperCase()}` };
}

/** An object with exactly these keys, so that a misspelt one is refused. `name` has its article: `an exclude`. */
export const strict = <Shape extends z.core.$ZodShape>(shape: Shape, name: string, wrong: Refusal) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? says({
            code: 'unknown_keys',
            keys: truncate(issue.keys.join(', '), 100),
            object: name,
            known: Object.keys(shape).join(', '),
          })
        : wrongType(wrong)(issue),
  });

/** One of some words, which a refusal lists beside TextIt's sentence. */
export const choice = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, { error: wrongType((input) => noChoice(input, words.join(', '))) });

const noChoice = (input: unknown, values: string): Refusal => {
  const refusal = { code: 'no_choice', value: asPythonWrites(input), values } as const;
  return refusal;
};

function asPythonWrites(input: unknown): string {
  if (typeof input === 'boolean') return input ? 'True' : 'False';
  return typeof input === 'string' ? input : JSON.stringify(input);
}

const TRUE: ReadonlySet<unknown> = new Set([true, 1, '1', 't', 'true', 'y', 'yes', 'on']);
const FALSE: ReadonlySet<unknown> = new Set([false, 0, '0', 'f', 'false', 'n', 'no', 'off']);

/** A boolean in every form that Django REST framework accepts: TextIt's Python client sends 1 and 0. */
export const flag = () =>
  z.pipe(
    z.transform((input: unknown) => {
      const value = typeof input === 'string' ? input.toLowerCase() : input;
      return TRUE.has(value) ? true : FALSE.has(value) ? false : input;
    }),
    // Words that are not boolean were left as they are.
    z.boolean({ error: wrongType({ code: 'not_flag' }) }),
  );

/** Python's integers as text; a fraction of zeros is allowed. */
const WHOLE = /^\s*[-+]?\d+(\.0*)?\s*$/;

const DECIMAL = /^\s*\d{1,15}(\.\d{1,15})?\s*$/;

/** An integer within bounds (both included), also as text, as in Django REST framework. */
export const whole = (min: number, max: number) =>
  z.pipe(
    z.transform((input: unknown) => (typeof input === 'string' && WHOLE.test(input) ? Number(input) : input)),
    z
      .int({ error: wrongType({ code: 'not_whole' }) })
      .check(
        z.gte(min, { error: says({ code: 'too_small', least: min }) }),
        z.lte(max, { error: says({ code: 'too_large', most: max }) }),
      ),
  );

/** A number of money or the like from 0 to `max`, also as text. */
export const amount = (max: number) =>
  z.pipe(
    z.transform((input: unknown) => (typeof input === 'string' && DECIMAL.test(input) ? Number(input) : input)),
    z
      .number({ error: wrongType({ code: 'not_amount' }) })
      .check(
        z.gte(0, { error: says({ code: 'too_small', least: 0 }) }),
        z.lte(max, { error: says({ code: 'too_large', most: max }) }),
      ),
  );

/** A list of at most `max` items, counted before any item is read; `empty` refuses one without any. */
export const list = <Item extends z.core.$ZodType>(item: Item, max = 100, empty?: Refusal) =>
  z.pipe(
    atMost(max, (input) => (Array.isArray(input) ? input.length : 0)),
    z
      .array(item, { error: wrongType((input) => ({ code: 'not_a_list', type: pythonType(input) })) })
      .check(z.maxLength(max), ...(empty ? [z.minLength(1, { error: says(empty) })] : [])),
  );

/** A JSON object with any keys, at most `max`; `form` of its keys is for the OpenAPI document. */
export const map = <Value extends z.core.$ZodType>(value: Value, max = 100, form: Form = {}) =>
  z.pipe(
    atMost(max, (input) => (typeof input === 'object' && input !== null ? Object.keys(input).length : 0)),
    z.record(z.string().check(z.meta({ ...form })), value, {
      error: wrongType((input) => ({ code: 'not_a_map', type: pythonType(input) })),
    }),
  );

const atMost = (max: number, count: (input: unknown) => number) =>
  z
    .unknown()
    .check(z.refine((input) => count(input) <= max, { error: says({ code: 'too_many_elements', most: max }) }));

/** An array whose length is checked before any item is read, so that a refusal costs next to nothing. */
export const boundedArray = <Item extends z.core.$ZodType>(item: Item, max: number) =>
  z.pipe(
    z.unknown().check(({ value, issues }) => {
      if (Array.isArray(value) && value.length > max)
        issues.push({ code: 'too_big', origin: 'array', maximum: max, inclusive: true, input: value });
    }),
    z.array(item),
  );

/** Python's names of types, as in TextIt's messages. */
function pythonType(input: unknown): string {
  switch (typeof input) {
    case 'string':
      return 'str';
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isInteger(input) ? 'int' : 'float';
    default:
      return Array.isArray(input) ? 'list' : 'dict';
  }
}

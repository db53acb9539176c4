import * as z from 'zod/mini';

/**
 * Building blocks for request bodies whose messages are TextIt's, to the letter (6.1 'Standard field messages').
 * Each is an ordinary zod/mini schema, so the OpenAPI document is made from the very schemas that validate.
 */
type Message = (issue: { readonly input?: unknown }) => string;

/** What to say of a value of another type than the one `text` tells of; of none and of null TextIt says something else. */
export const wrongType =
  (text: string): Message =>
  ({ input }) =>
    input === undefined ? 'This field is required.' : input === null ? 'This field may not be null.' : text;

export interface TextOptions {
  readonly max?: number;
  readonly min?: number;
  /** Whether `""` is taken (default no). */
  readonly blank?: boolean;
  /** Whether outer white space is cut before anything is checked (default yes). */
  readonly trim?: boolean;
}

/** A string; numbers are taken as their text, as TextIt does. */
export const text = ({ max = 10_000, min = 0, blank = false, trim = true }: TextOptions = {}) =>
  z.pipe(
    z.transform((input: unknown) => {
      const raw = typeof input === 'number' ? String(input) : input;
      return typeof raw === 'string' && trim ? raw.trim() : raw;
    }),
    z.string({ error: wrongType('Not a valid string.') }).check(
      z.refine((value) => blank || value !== '', { error: 'This field may not be blank.', abort: true }),
      z.refine((value) => !value.includes('\0'), { error: 'Null characters are not allowed.' }),
      z.refine((value) => value.isWellFormed(), { error: ({ input }) => surrogates(String(input)) }),
      z.maxLength(max, { error: `Ensure this field has no more than ${max} characters.` }),
      z.minLength(min, { error: `Ensure this field has at least ${min} characters.` }),
    ),
  );

/** Half a pair is no character: it could not be stored (and Django says so in these words). */
function surrogates(text: string): string {
  const [first = ''] = text.match(/[\uD800-\uDFFF]/u) ?? [];
  return `Surrogate characters are not allowed: U+${first.charCodeAt(0).toString(16).toUpperCase()}.`;
}

/** One of the words. */
export const choice = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words as unknown as [Words[number], ...Words[number][]], {
    error: ({ input }: { readonly input?: unknown }) =>
      wrongType(`"${printed(input)}" is not a valid choice.`)({ input }),
  });

/** As Python writes it. */
const printed = (input: unknown): string =>
  typeof input === 'boolean' ? (input ? 'True' : 'False') : typeof input === 'string' ? input : JSON.stringify(input);

export const flag = () => z.boolean({ error: wrongType('Must be a valid boolean.') });

/** A whole number within the bounds. */
export const whole = (min: number, max: number) =>
  z
    .int({ error: wrongType('A valid integer is required.') })
    .check(
      z.gte(min, { error: `Ensure this value is greater than or equal to ${min}.` }),
      z.lte(max, { error: `Ensure this value is less than or equal to ${max}.` }),
    );

/** A list of at most `max` elements. */
export const list = <Item extends z.core.$ZodType>(item: Item, max = 100) =>
  z
    .array(item, {
      error: (issue) => wrongType(`Expected a list of items but got type "${typeName(issue.input)}".`)(issue),
    })
    .check(z.maxLength(max, { error: `Ensure this field has no more than ${max} elements.` }));

/** Python's names, which are in TextIt's messages. */
const typeName = (input: unknown): string => {
  if (Array.isArray(input)) return 'list';
  if (typeof input === 'number') return Number.isInteger(input) ? 'int' : 'float';
  return { string: 'str', boolean: 'bool' }[typeof input as string] ?? 'dict';
};

/** Any JSON object. */
export const map = <Value extends z.core.$ZodType>(value: Value) =>
  z.record(z.string(), value, {
    error: (issue) => wrongType(`Expected a dictionary of items but got type "${typeName(issue.input)}".`)(issue),
  });

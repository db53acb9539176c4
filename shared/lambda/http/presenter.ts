/** An answer as one record: what each key of it is, and how it is read from what the service knows. */
import * as z from 'zod/mini';
import { type CamelCase, camelCase } from '../../domain/case.ts';
import { formatInstant, type Instant } from '../../domain/instant.ts';

type Schema = z.core.$ZodType;

/** Shows a value, and has the schema of what it shows. `about`: what else it needs to know. */
export interface Presenter<From, Of extends Schema, About = unknown> {
  readonly schema: Of;
  readonly show: (from: From, ...about: unknown extends About ? [] : [about: About]) => z.output<Of>;
}

/** A schema alone shows a value as it is, of objects only the keys that it has. */
export type AnswerForm<About> = Schema | Presenter<never, Schema, About>;

/** A form, read from the property with the key's name in `camelCase`; or a form, and how its value is read. */
type Field<From, About> = AnswerForm<About> | readonly [AnswerForm<About>, (from: From, about: About) => unknown];
type Fields<From, About> = Readonly<Record<string, Field<From, About>>>;

type FormOf<F> = F extends readonly [infer Own, unknown] ? Own : F;
type SchemaOf<F> = F extends { readonly schema: infer Of extends Schema } ? Of : F extends Schema ? F : never;
/** What a form takes. */
type Taken<F> = F extends { readonly show: (from: infer From, ...about: never[]) => unknown }
  ? From
  : F extends Schema
    ? Lasting<z.output<F>>
    : never;
type Lasting<Value> = Value extends object ? { readonly [Key in keyof Value]: Lasting<Value[Key]> } : Value;

/** The keys whose values do not fit their forms. */
type Misfit<From, F> = {
  [Key in keyof F]: F[Key] extends readonly [infer Own, (...args: never[]) => infer Value]
    ? Value extends Taken<Own>
      ? never
      : Key
    : CamelCase<Key & string> extends keyof From
      ? From[CamelCase<Key & string>] extends Taken<F[Key]>
        ? never
        : Key
      : Key;
}[keyof F];

type ObjectOf<F> = z.ZodMiniObject<{ -readonly [Key in keyof F]: SchemaOf<FormOf<F[Key]>> }>;

type Fitting<From, F, About> = [Misfit<From, F>] extends [never]
  ? Presenter<From, ObjectOf<F>, About>
  : `${Misfit<From, F> & string} does not fit its form`;

/** The presenter of an object. Its `name` is that of its component in the API's document. */
export const presenter =
  <From, About = unknown>(name?: string) =>
  <const F extends Fields<From, About>>(fields: F): Fitting<From, F, About> => {
    const readers = Object.entries<Field<From, About>>(fields).map(([key, field]) => readerOf(key, field));
    const schema = z.object(Object.fromEntries(readers.map((one) => [one.key, one.schema])));
    return {
      schema: name === undefined ? schema : named(name, schema),
      show(from: From, about: About) {
        const shown: Record<string, unknown> = {};
        for (const { key, read } of readers) shown[key] = read(from, about);
        return shown;
      },
    } as unknown as Fitting<From, F, About>;
  };

/** Fields that several presenters have. */
export const sharedFields =
  <From, About = unknown>() =>
  <const F extends Fields<From, About>>(fields: F): F =>
    fields;

/** Gives a schema its name in the API's document. */
export function named<Of extends Schema>(id: string, schema: Of): Of {
  z.globalRegistry.add(schema, { id });
  return schema;
}

type AnyShow = (from: unknown, about: unknown) => unknown;

function readerOf<From, About>(key: string, field: Field<From, About>) {
  const property = camelCase(key) as keyof From;
  const [form, read] = (Array.isArray(field) ? field : [field, (from: From) => from[property]]) as readonly [
    AnswerForm<never>,
    (from: From, about: About) => unknown,
  ];
  const show = showOf(form);
  const shown = show === null ? read : (from: From, about: About) => show(read(from, about), about);
  return { key, schema: schemaOf(form), read: shown };
}

export const schemaOf = <F extends AnswerForm<never>>(form: F) => ('show' in form ? form.schema : form) as SchemaOf<F>;

/** Null: as it is. */
const showOf = (form: AnswerForm<never>): AnyShow | null => ('show' in form ? (form.show as AnyShow) : keysOf(form));

/** What keeps the keys that a schema has; null for one that has no object whose keys it knows. */
function keysOf(schema: Schema): AnyShow | null {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'array') return eachBy(keysOf(def.element));
  if (def.type === 'nullable' || def.type === 'optional') return unlessNone(keysOf(def.innerType));
  if (def.type !== 'object' || def.catchall !== undefined) return null;
  const keys = Object.entries(def.shape).map(([key, of]) => ({ key, show: keysOf(of) }));
  return (from, about) => {
    const shown: Record<string, unknown> = {};
    for (const { key, show } of keys) {
      const value = (from as Readonly<Record<string, unknown>>)[key];
      shown[key] = show ? show(value, about) : value;
    }
    return shown;
  };
}

const eachBy = (show: AnyShow | null): AnyShow | null =>
  show && ((from, about) => (from as readonly unknown[]).map((one) => show(one, about)));

const unlessNone = (show: AnyShow | null): AnyShow | null =>
  show && ((from, about) => (from === null || from === undefined ? from : show(from, about)));

/** A time, as text. */
export const timestamp: Presenter<Instant, z.ZodMiniString> = { schema: z.string(), show: formatInstant };

type Wrapped<F, From, Of extends Schema> = Presenter<
  From,
  Of,
  F extends Presenter<never, Schema, infer About> ? About : unknown
>;

const wrapped = (schema: Schema, show: AnyShow | null) =>
  ({ schema, show: show ?? ((from: unknown) => from) }) as unknown;

/** Null for what there is not. */
export const orNull = <F extends AnswerForm<never>>(form: F) => {
  const show = unlessNone(showOf(form));
  return wrapped(z.nullable(schemaOf(form)), (from, about) => (show ? show(from, about) : from) ?? null) as Wrapped<
    F,
    Taken<F> | null | undefined,
    z.ZodMiniNullable<SchemaOf<F>>
  >;
};

/** Left out when there is none. */
export const optional = <F extends AnswerForm<never>>(form: F) =>
  wrapped(z.optional(schemaOf(form)), unlessNone(showOf(form))) as Wrapped<
    F,
    Taken<F> | undefined,
    z.ZodMiniOptional<SchemaOf<F>>
  >;

export const arrayOf = <F extends AnswerForm<never>>(form: F) =>
  wrapped(z.array(schemaOf(form)), eachBy(showOf(form))) as Wrapped<
    F,
    readonly Taken<F>[],
    z.ZodMiniArray<SchemaOf<F>>
  >;

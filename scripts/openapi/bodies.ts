import * as z from 'zod/mini';
import type { BodyForm, Endpoint } from '../../shared/lambda/http/endpoint.ts';
import { pascal } from './names.ts';

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly [keyword: string]: unknown;
}

/** The components that bodies refer to, by name. */
export type Components = Record<string, Schema>;

/**
 * What a POST takes, by what its schemas make of it, since they also take numbers as text and the like: of each form
 * that the endpoint declares a component, whose name begins with that of the endpoint.
 */
export function bodySchema(
  name: string,
  { body, strict, forms = [] }: Endpoint,
  components: Components,
  document: z.core.$ZodType = ANY_OBJECT,
): object {
  if (!body) return document;
  const { additionalProperties: _, ...schema } = withoutDialect(jsonSchema(body, components));
  const whole = strict ? { ...schema, additionalProperties: false } : schema;
  const named = forms.map((form) => {
    const component = pascal(`${name}_${form.name}`);
    components[component] = formOf(whole, form);
    return { $ref: `#/components/schemas/${component}` };
  });
  return named.length > 1 ? { anyOf: named } : (named[0] ?? whole);
}

const ANY_OBJECT = z.looseObject({});

const withoutDialect = ({ $schema: _, ...schema }: Schema): Schema => schema;

const jsonSchema = (body: NonNullable<Endpoint['body']>, components: Components): Schema =>
  z.toJSONSchema(z.object(body), {
    unrepresentable: 'any',
    override: ({ jsonSchema: schema }) => replaceNested(schema, components),
  }) as unknown as Schema;

/** The meta of a nested object may name its component, and the forms that it may have. */
function replaceNested(schema: z.core.JSONSchema.BaseSchema, components: Components): void {
  const { forms, component, ...whole } = schema as { forms?: readonly BodyForm[]; component?: string };
  if (component === undefined) return;
  components[component] = forms ? { anyOf: forms.map((form) => formOf(whole, form)) } : whole;
  for (const key of Object.keys(schema)) delete schema[key];
  schema.$ref = `#/components/schemas/${component}`;
}

/** An object's schema with only what the form may have, and all that it must have. */
function formOf({ properties = {}, required = [], ...whole }: Schema, form: BodyForm): Schema {
  const { fields = Object.keys(properties), required: needed = [], filled = [], values = {} } = form;
  const shown = Object.entries(properties).filter(([name]) => fields.includes(name));
  return {
    ...whole,
    properties: Object.fromEntries(
      shown.map(([name, schema]) => [
        name,
        {
          ...schema,
          ...(values[name] && { enum: values[name] }),
          ...(filled.includes(name) && { minItems: 1 }),
        },
      ]),
    ),
    required: [...new Set([...required.filter((name) => fields.includes(name)), ...needed])],
    ...(form.with && { 'x-with-parameter': form.with }),
    ...(form.without && { 'x-without-parameter': form.without }),
  };
}

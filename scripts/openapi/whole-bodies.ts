/** Bodies as one object of all their forms' fields, as the console builds them field by field. */
type Schema = Readonly<Record<string, unknown>>;
type Named = Readonly<Record<string, Schema>>;

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly requestBody?: unknown }>>>>;
  readonly components: { readonly schemas: object };
}

/** The document with a whole body for each operation that takes one. */
export function withWholeBodies<Document>(document: Document): Document {
  const { paths, components } = document as Document & Described;
  const schemas = components.schemas as Named;
  const replaced = Object.entries(paths).map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).map(([method, one]) => [method, withBody(one, schemas)])),
  ]);
  return { ...document, paths: Object.fromEntries(replaced) };
}

type Operation = Described['paths'][string][string];

function withBody(operation: Operation, schemas: Named): Operation {
  const { requestBody } = operation as {
    readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  };
  if (!requestBody) return operation;
  const content = Object.entries(requestBody.content).map(([type, { schema }]) => [
    type,
    { schema: isDocument(schema, schemas) ? { type: 'object' } : whole(schema, schemas) },
  ]);
  return { ...operation, requestBody: { ...requestBody, content: Object.fromEntries(content) } };
}

/** A flow or an export file, which nobody builds field by field: one component with alternatives. */
const isDocument = ({ $ref }: Schema, schemas: Named): boolean => 'anyOf' in componentOf($ref, schemas);

const componentOf = ($ref: unknown, schemas: Named): Schema =>
  typeof $ref === 'string' ? (schemas[$ref.slice($ref.lastIndexOf('/') + 1)] ?? {}) : {};

function whole(schema: Schema, schemas: Named): Schema {
  const { $ref, anyOf, properties } = schema;
  if (typeof $ref === 'string') return whole(componentOf($ref, schemas), schemas);
  const forms = Array.isArray(anyOf) ? anyOf.map((one: Schema) => whole(one, schemas)) : [schema];
  if (forms.length > 1 && forms.every(isObject))
    return merged(forms as readonly unknown[] as readonly ObjectSchema[], schemas);
  return isObject(schema) ? { ...schema, properties: wholeEach(properties as Named, schemas) } : schema;
}

interface ObjectSchema extends Schema {
  readonly properties: Named;
  readonly required?: readonly string[];
}

const isObject = (schema: Schema): boolean => schema['type'] === 'object' && 'properties' in schema;

const wholeEach = (properties: Named, schemas: Named): Named =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, whole(schema, schemas)]));

function merged([first, ...others]: readonly ObjectSchema[], schemas: Named): Schema {
  const forms = [first, ...others].filter((form) => form !== undefined);
  const names = [...new Set(forms.flatMap(({ properties }) => Object.keys(properties)))];
  const properties = names.map((name) => [
    name,
    widestOf(forms.flatMap((form): readonly Schema[] => (form.properties[name] ? [form.properties[name]] : []))),
  ]);
  const required = (first?.required ?? []).filter((name) => others.every((form) => form.required?.includes(name)));
  return { ...first, properties: wholeEach(Object.fromEntries(properties), schemas), required };
}

/** Forms narrow a value to some of its choices, or need an item in a list. */
function widestOf(schemas: readonly Schema[]): Schema {
  const widest = schemas.find((schema) => !('minItems' in schema)) ?? schemas[0] ?? {};
  const choices = schemas.flatMap(({ enum: values }) => (Array.isArray(values) ? values : []));
  return choices.length === 0 || schemas.some((schema) => !('enum' in schema))
    ? (schemas.find((schema) => !('enum' in schema) && !('minItems' in schema)) ?? widest)
    : { ...widest, enum: [...new Set(choices)] };
}

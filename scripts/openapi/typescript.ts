/** TypeScript types of an OpenAPI 3.1 document, as openapi-fetch takes them. What ours does not hold is an error. */
import * as z from 'zod/mini';

type Schema = Readonly<Record<string, unknown>>;
type Named = Readonly<Record<string, Schema>>;

const Operation = z.object({
  summary: z.optional(z.string()),
  parameters: z.optional(
    z.array(z.object({ in: z.enum(['query', 'header']), name: z.string(), description: z.string() })),
  ),
  requestBody: z.optional(
    z.object({ content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })) }),
  ),
  responses: z.record(
    z.string(),
    z.object({ content: z.optional(z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }))) }),
  ),
});
type Operation = z.output<typeof Operation>;

const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))) }),
});

/** The source of a declaration file for the document. Throws for what it does not know, naming it. */
export function typesOf(document: unknown): string {
  const { paths, components } = z.parse(Document, dereferenced(document));
  const schemas = Object.entries(components.schemas ?? {}).map(([name, schema]) => `${key(name)}: ${typeOf(schema)};`);
  const all = Object.entries(paths).map(([path, methods]) => `${key(path)}: ${pathType(methods)};`);
  return [
    '/* Made of functions/workspace/openapi.json by scripts/console-types.ts. Not kept in git. */',
    `export interface components {\nschemas: {\n${schemas.join('\n')}\n};\n}`,
    `export interface paths {\n${all.join('\n')}\n}\n`,
  ].join('\n\n');
}

/** The document with its shared responses in place; schemas stay references. */
function dereferenced(document: unknown): unknown {
  const { components } = document as { components: { responses?: Named } };
  const replace = (_: string, value: unknown): unknown => {
    const reference = (value as { $ref?: unknown } | null)?.$ref;
    const [, name = ''] = /^#\/components\/responses\/(.+)$/.exec(String(reference)) ?? [];
    return name === '' ? value : (components.responses?.[name] ?? value);
  };
  return JSON.parse(JSON.stringify(document, replace));
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

const pathType = (methods: Readonly<Record<string, Operation>>): string =>
  `{\n${METHODS.map((method) => {
    const operation = methods[method];
    return operation ? `${method}: ${operationType(operation)};` : `${method}?: never;`;
  }).join('\n')}\n}`;

function operationType({ parameters = [], requestBody, responses }: Operation): string {
  const named = (place: 'query' | 'header') => {
    const own = parameters.filter((parameter) => parameter.in === place);
    const types = own.map(({ name, description }) => `/** ${comment(description)} */\n${key(name)}?: string;`);
    return own.length === 0 ? `${place}?: never;` : `${place}?: {\n${types.join('\n')}\n};`;
  };
  const body = requestBody ? `requestBody: ${contentType(requestBody.content)};` : 'requestBody?: never;';
  const answers = Object.entries(responses).map(
    ([status, { content }]) =>
      `${status}: { headers: { [name: string]: unknown }; ${content ? `content: ${blocks(content)}` : 'content?: never'} };`,
  );
  return `{\nparameters: { ${named('query')} ${named('header')} path?: never; cookie?: never };\n${body}\nresponses: {\n${answers.join('\n')}\n};\n}`;
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

const contentType = (content: Content): string => `{ content: ${blocks(content)} }`;

const blocks = (content: Content): string =>
  `{ ${Object.entries(content)
    .map(([type, { schema }]) => `${key(type)}: ${typeOf(schema)}`)
    .join('; ')} }`;

export function typeOf(schema: Schema): string {
  const { $ref, enum: values, anyOf, oneOf, allOf, type } = schema;
  if (typeof $ref === 'string') return `components['schemas'][${JSON.stringify($ref.split('/').at(-1))}]`;
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema['const']);
  for (const choice of [anyOf, oneOf]) if (Array.isArray(choice)) return union(choice);
  if (Array.isArray(allOf)) return allOf.map((one) => `(${typeOf(one)})`).join(' & ');
  if (Array.isArray(type)) return union(type.map((one) => ({ ...schema, type: one })));
  return simpleType(schema);
}

const union = (schemas: readonly Schema[]): string =>
  [...new Set(schemas.map((one) => `(${typeOf(one)})`))].join(' | ');

function simpleType(schema: Schema): string {
  switch (schema['type']) {
    case 'string':
      return 'string';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return arrayType(schema);
    case 'object':
      return objectType(schema);
    case undefined:
      return 'unknown';
    default:
      throw new Error(`A schema of an unknown type: ${JSON.stringify(schema)}`);
  }
}

function arrayType({ items, prefixItems }: Schema): string {
  if (Array.isArray(prefixItems)) return `[${prefixItems.map((one) => typeOf(one)).join(', ')}]`;
  return `(${items ? typeOf(items as Schema) : 'unknown'})[]`;
}

function objectType({ properties = {}, required, additionalProperties }: Schema): string {
  const needed = new Set(Array.isArray(required) ? required : []);
  const own = Object.entries(properties as Named).map(
    ([name, schema]) => `${key(name)}${needed.has(name) ? '' : '?'}: ${typeOf(schema)};`,
  );
  const others = otherKeys(additionalProperties, own.length > 0);
  if (own.length === 0) return others ?? '{ [key: string]: unknown }';
  return others === null ? `{\n${own.join('\n')}\n}` : `{\n${own.join('\n')}\n} & ${others}`;
}

function otherKeys(schema: unknown, beside: boolean): string | null {
  if (schema === undefined || schema === false) return null;
  if (schema === true || beside) return '{ [key: string]: unknown }';
  return `{ [key: string]: ${typeOf(schema as Schema)} }`;
}

const key = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));

const comment = (text: string): string => text.replaceAll('*/', '*\\/');

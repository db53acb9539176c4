/** Names for what the declarations leave unnamed, since makers of clients make a class of each object and choice. */
interface Schema {
  title?: string;
  readonly $ref?: string;
  readonly type?: unknown;
  readonly enum?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: Schema[];
  readonly additionalProperties?: unknown;
}

interface Body {
  readonly content?: Readonly<Record<string, { schema: Schema }>>;
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
}

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

/** The document with a component for each body and answer, and a title for each alternative within one. */
export function withNames(document: object): object {
  const copy = structuredClone(document) as Described;
  const { schemas } = copy.components;
  for (const { operationId, requestBody, responses } of Object.values(copy.paths).flatMap((path) =>
    Object.values(path),
  )) {
    const name = pascal(operationId.slice(operationId.indexOf('_') + 1));
    for (const body of Object.values(requestBody?.content ?? {}))
      body.schema = component(`${name}Body`, body.schema, schemas);
    for (const { content = {} } of Object.values(responses))
      for (const body of Object.values(content)) body.schema = component(`${name}Answer`, body.schema, schemas);
  }
  for (const [name, schema] of Object.entries(schemas)) nameWithin(schema, name);
  return copy;
}

/** A reference to the component that an object becomes; of alternatives one for each. A page has its item's name. */
function component(name: string, schema: Schema, schemas: Record<string, Schema>): Schema {
  if (schema.anyOf) return { ...schema, anyOf: schema.anyOf.map((one) => component(name, one, schemas)) };
  if (schema.type !== 'object') return schema;
  const item = schema.properties?.['results']?.items?.$ref ?? name.replace(/Answer$/, '');
  const own = isPage(schema) ? `${item.slice(item.lastIndexOf('/') + 1)}Page` : name;
  if (schemas[own] && JSON.stringify(schemas[own]) !== JSON.stringify(schema))
    throw new Error(`Two schemas would be called ${own}: name one where it is declared`);
  schemas[own] = schema;
  return { $ref: `#/components/schemas/${own}` };
}

const isPage = ({ properties = {} }: Schema): boolean => 'results' in properties && 'next' in properties;

function nameWithin(schema: Schema, key: string): void {
  const alternatives = (schema.anyOf ?? []).filter(isClass);
  for (const one of alternatives) one.title ??= key + pascal(own(one, alternatives));
  for (const one of schema.anyOf ?? []) {
    if (one.items && isClass(one.items)) one.items.title ??= `${key}Item`;
    nameWithin(one, key);
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) nameWithin(property, pascal(name));
  if (schema.items) nameWithin(schema.items, `${key}Item`);
  if (typeof schema.additionalProperties === 'object') nameWithin(schema.additionalProperties as Schema, `${key}Value`);
}

const isClass = ({ type, enum: values }: Schema): boolean => type === 'object' || values !== undefined;

/** What only this one of several alternatives must have. */
function own({ required = [] }: Schema, alternatives: readonly Schema[]): string {
  const mine = required.filter((name) => alternatives.filter((other) => other.required?.includes(name)).length === 1);
  return alternatives.length > 1 ? (mine[0] ?? '') : '';
}

/** `flow_starts` as `FlowStarts`. */
export const pascal = (name: string): string =>
  name.replace(/(?:^|[._-]|\b)(\w)/g, (_, letter: string) => letter.toUpperCase());

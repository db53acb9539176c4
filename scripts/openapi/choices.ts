/** The values that requests take, made of an OpenAPI document, so that the console offers what the API takes. */
type Schema = Readonly<Record<string, unknown>>;

interface Document {
  readonly 'x-contact': object;
  readonly 'x-settings': readonly object[];
  readonly 'x-policy': readonly object[];
  readonly paths: Readonly<Record<string, { readonly post?: { readonly requestBody?: Body } }>>;
}

interface Body {
  readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
}

/** The source of a module: `CHOICES.imports.encoding` for the key `encoding` of a body of `/api/v2/imports.json`. */
export function choicesOf({
  paths,
  'x-contact': contact,
  'x-settings': settings,
  'x-policy': policy,
}: Document): string {
  const endpoints = Object.entries(paths).flatMap(([path, { post }]) => {
    const schema = post?.requestBody?.content['application/json']?.schema;
    const [, name] = /^\/api\/v2\/(\w+)\.json$/.exec(path) ?? [];
    const choices = choicesIn(schema);
    return name === undefined || choices.length === 0 ? [] : [`${name}: {\n${choices.join('\n')}\n},`];
  });
  return [
    '/* Made of functions/workspace/openapi.json by scripts/console-types.ts. Not kept in git. */',
    `export const CHOICES = {\n${endpoints.join('\n')}\n} as const;`,
    `/** The least and the most of numbers in a body, and of the items of its lists. */\nexport const LIMITS = ${JSON.stringify(limitsOf(paths))} as const;`,
    `/** What there is of contacts. */\nexport const CONTACT = ${JSON.stringify(contact)} as const;`,
    `/** The settings, and how the form asks for each. */\nexport const SETTINGS = ${JSON.stringify(settings)} as const;`,
    `/** The rules of a policy that are one value each. */\nexport const POLICY_FIELDS = ${JSON.stringify(policy)} as const;\n`,
  ].join('\n\n');
}

/** By key; within the items of a list under `stages.do`. */
const choicesIn = (schema: Schema = {}, before = ''): readonly string[] =>
  Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>).flatMap(([key, property]) => {
    const values = valuesOf(property);
    if (values === null) return choicesIn(property['items'] as Schema | undefined, `${before}${key}.`);
    return [`'${before}${key}': ${JSON.stringify(values)},`];
  });

/** Bodies whose numbers the console checks while they are typed. */
const LIMITED = ['policies'] as const;

/** By endpoint and key, `[1, 365]`; within the items of a list under `stages.days`. */
function limitsOf(paths: Document['paths']): object {
  return Object.fromEntries(
    LIMITED.map((name) => {
      const schema = paths[`/api/v2/${name}.json`]?.post?.requestBody?.content['application/json']?.schema ?? {};
      return [name, Object.fromEntries(limitsIn(schema, ''))];
    }),
  );
}

function limitsIn(schema: Schema, key: string): (readonly [string, object])[] {
  const { properties, items, anyOf, minimum, maximum, minItems = 0, maxItems } = schema;
  if (properties !== undefined)
    return Object.entries(properties as Readonly<Record<string, Schema>>).flatMap(([name, property]) =>
      limitsIn(property, key === '' ? name : `${key}.${name}`),
    );
  if (items !== undefined) return [[key, [minItems, maxItems]] as const, ...limitsIn(items as Schema, key)];
  if (Array.isArray(anyOf)) return anyOf.flatMap((one: Schema) => limitsIn(one, key));
  return typeof minimum === 'number' && typeof maximum === 'number' ? [[key, [minimum, maximum]]] : [];
}

/** The values of a schema, its alternatives or its list's elements; null for a schema that takes others, too. */
function valuesOf({ enum: values, anyOf, items }: Schema): unknown {
  if (Array.isArray(values)) return values;
  if (items !== undefined) return valuesOf(items as Schema);
  const alternatives = Array.isArray(anyOf) ? anyOf.filter((one: Schema) => one['type'] !== 'null') : [];
  return alternatives.length === 1 ? valuesOf(alternatives[0]) : null;
}

/** The values that requests take, made of an OpenAPI document, so that the console offers what the API takes. */
type Schema = Readonly<Record<string, unknown>>;

interface Document {
  readonly 'x-contact': object;
  readonly paths: Readonly<Record<string, { readonly post?: { readonly requestBody?: Body } }>>;
}

interface Body {
  readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
}

/** The source of a module: `CHOICES.imports.encoding` for the key `encoding` of a body of `/api/v2/imports.json`. */
export function choicesOf({ paths, 'x-contact': contact }: Document): string {
  const endpoints = Object.entries(paths).flatMap(([path, { post }]) => {
    const schema = post?.requestBody?.content['application/json']?.schema;
    const [, name] = /^\/api\/v2\/(\w+)\.json$/.exec(path) ?? [];
    const choices = Object.entries((schema?.['properties'] ?? {}) as Readonly<Record<string, Schema>>).flatMap(
      ([key, property]) => {
        const values = valuesOf(property);
        return values === null ? [] : [`${key}: ${JSON.stringify(values)},`];
      },
    );
    return name === undefined || choices.length === 0 ? [] : [`${name}: {\n${choices.join('\n')}\n},`];
  });
  return [
    '/* Made of functions/workspace/openapi.json by scripts/console-types.ts. Not kept in git. */',
    `export const CHOICES = {\n${endpoints.join('\n')}\n} as const;`,
    `/** What there is of contacts. */\nexport const CONTACT = ${JSON.stringify(contact)} as const;\n`,
  ].join('\n\n');
}

/** The values of a schema, its alternatives or its list's elements; null for a schema that takes others, too. */
function valuesOf({ enum: values, anyOf, items }: Schema): unknown {
  if (Array.isArray(values)) return values;
  if (items !== undefined) return valuesOf(items as Schema);
  const alternatives = Array.isArray(anyOf) ? anyOf.filter((one: Schema) => one['type'] !== 'null') : [];
  return alternatives.length === 1 ? valuesOf(alternatives[0]) : null;
}

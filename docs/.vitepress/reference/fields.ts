import { slug } from '../slug.ts';
import { componentOf, type Schema } from './document.ts';

/** Text that Markdown and Vue show as it is, in a cell of a table. */
export const cell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('{{', '&#123;{').replaceAll('\n', ' ');

const linkTo = (name: string): string => `[${name}](./schemas.md#${slug(name)})`;

const range = ({ minimum = -Infinity, maximum = Infinity }: Schema): string => {
  const least = Math.abs(minimum) < Number.MAX_SAFE_INTEGER;
  const most = Math.abs(maximum) < Number.MAX_SAFE_INTEGER;
  if (least && most) return ` (${minimum} to ${maximum})`;
  return least ? ` (at least ${minimum})` : most ? ` (at most ${maximum})` : '';
};

const plainType = (type: string, schema: Schema): string => {
  if (type === 'array')
    return `list${schema.maxItems ? ` (at most ${schema.maxItems})` : ''} of ${typeOf(schema.items ?? {})}`;
  if (type === 'object') {
    const values = schema.additionalProperties;
    return typeof values === 'object' && !schema.properties ? `map to ${typeOf(values)}` : 'object';
  }
  if (type === 'string')
    return `${schema.format ?? 'string'}${schema.maxLength ? ` (at most ${schema.maxLength} characters)` : ''}`;
  return `${type}${range(schema)}`;
};

/** A schema's type in words, with links to the schemas that have names. */
export const typeOf = (schema: Schema): string => {
  if (schema.$ref) return linkTo(componentOf(schema.$ref));
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  const options = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (options) return [...new Set(options.map(typeOf))].join(schema.allOf ? ' and ' : ' or ');
  const types = schema.type === undefined ? [] : [schema.type].flat();
  return types.map((type) => plainType(type, schema)).join(' or ') || 'any';
};

/** The objects within a schema whose fields are shown as rows of their own. */
const objectsIn = (schema: Schema): readonly Schema[] => {
  if (schema.properties) return [schema];
  if (schema.items) return objectsIn(schema.items);
  if (typeof schema.additionalProperties === 'object') return objectsIn(schema.additionalProperties);
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(objectsIn);
};

const rowsOf = (schema: Schema, prefix: string): string[] =>
  objectsIn(schema).flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties).flatMap(([name, field]) => [
      `| \`${prefix}${name}\` | ${cell(typeOf(field))} | ${required.includes(name) ? 'yes' : ''} | ${cell(field.description ?? '')} |`,
      ...rowsOf(field, `${prefix}${name}.`),
    ]),
  );

/** A table of an object's fields; nested fields are named with dots. Anything else is one line with its type. */
export const fieldsOf = (schema: Schema): string => {
  const rows = schema.$ref ? [] : rowsOf(schema, '');
  return rows.length === 0
    ? typeOf(schema)
    : ['| field | type | required | |', '|---|---|---|---|', ...new Set(rows)].join('\n');
};

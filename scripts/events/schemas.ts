import * as z from 'zod/mini';
import { ENTRY_SCHEMA, EVENT_SCHEMAS } from '../../shared/domain/bus/events.schema.ts';
import { SCHEMA } from '../../shared/domain/bus-types.ts';

/** The JSON schemas of each type of event and of a bus entry as text, by file name. */
export const eventSchemas = (): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...Object.entries(EVENT_SCHEMAS).map(([type, schema]) => [`${type}.v${SCHEMA}.json`, textOf(type, schema)]),
    ['entry.v1.json', textOf('entry', ENTRY_SCHEMA)],
  ]);

const textOf = (title: string, schema: z.core.$ZodType): string =>
  `${JSON.stringify({ title, ...loosely(schema) }, null, 2)}\n`;

/** As JSON Schema for readers. */
export const loosely = (schema: z.core.$ZodType) =>
  z.toJSONSchema(schema, { override: ({ jsonSchema }) => loosen(jsonSchema) });

/** Readers accept unknown fields, since versions may get more of them; a format is enough without its pattern. */
function loosen(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.format !== undefined) delete schema.pattern;
}

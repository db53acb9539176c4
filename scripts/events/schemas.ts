import * as z from 'zod/mini';
import { ENTRY_SCHEMA, EVENT_SCHEMAS } from '../../shared/domain/bus/events.schema.ts';
import { SCHEMA } from '../../shared/domain/bus/types.ts';

/** By file name, the JSON schema of each type of event, and of an entry of the bus, as text. */
export const eventSchemas = (): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...Object.entries(EVENT_SCHEMAS).map(([type, schema]) => [`${type}.v${SCHEMA}.json`, textOf(type, schema)]),
    ['entry.v1.json', textOf('entry', ENTRY_SCHEMA)],
  ]);

const textOf = (title: string, schema: z.core.$ZodType): string =>
  `${JSON.stringify({ title, ...z.toJSONSchema(schema, { override: ({ jsonSchema }) => loosen(jsonSchema) }) }, null, 2)}\n`;

/** Readers take what they do not know, for fields may be added within a version; a format says enough without its pattern. */
function loosen(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.format !== undefined) delete schema.pattern;
}

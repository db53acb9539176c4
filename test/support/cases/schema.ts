import * as z from 'zod';
import document from '../../../functions/workspace/openapi.json' with { type: 'json' };
import type { CaseAnswer } from './client.ts';

type Operations = Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>;

const paths = document.paths as unknown as Record<string, Operations>;
const schemas = new Map<object, z.ZodType>();

/** Where an answer that is a success is not what the OpenAPI document says: one line a place. */
export function againstDocument({ method, url, status, body }: CaseAnswer): string[] {
  const operations = paths[new URL(url).pathname];
  if (status >= 300 || !operations) return [];
  const response = operations[method.toLowerCase()]?.responses[String(status)];
  if (!response) return [`the OpenAPI document knows no ${status} of ${method} ${new URL(url).pathname}`];
  const schema = response.content?.['application/json']?.schema;
  if (!schema) return body === null ? [] : ['the OpenAPI document knows no body'];
  const { error } = compiled(schema).safeParse(body);
  return (error?.issues ?? []).map(({ path, message }) => `OpenAPI: ${path.join('.')}: ${message}`);
}

function compiled(schema: object): z.ZodType {
  const known = schemas.get(schema) ?? z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  schemas.set(schema, known);
  return known;
}

import * as z from 'zod';
import document from '../../../functions/workspace/openapi.json' with { type: 'json' };
import type { CaseAnswer } from './case.ts';

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { schema: object }>>;
}

type Operations = Record<string, { responses: Record<string, Response> }>;

const paths = document.paths as unknown as Record<string, Operations>;
const shared = document.components.responses as Record<string, Response>;
const schemas = new Map<object, z.ZodType>();

/**
 * The differences between an answer (or refusal) and the OpenAPI document, one line each. Empty for unknown paths and
 * methods (404, 405).
 */
export function againstDocument({ method, url, status, body }: Omit<CaseAnswer, 'headers'>): string[] {
  const { pathname } = new URL(url);
  const operation = paths[pathname]?.[method.toLowerCase()];
  if (!operation) return [];
  const response = followed(operation.responses[String(status)]);
  if (!response) return [`the OpenAPI document knows no ${status} of ${method} ${pathname}`];
  const contents = Object.values(response.content ?? {});
  if (contents.length === 0) return body === null ? [] : ['the OpenAPI document knows no body'];
  const found = contents.map(({ schema }) => compiled(schema).safeParse(body).error?.issues ?? []);
  if (found.some((issues) => issues.length === 0)) return [];
  return found.flat().map(({ path, message }) => `OpenAPI: ${path.join('.')}: ${message}`);
}

const followed = (response: Response | undefined): Response | undefined =>
  response?.$ref === undefined ? response : shared[response.$ref.replace(/^.*\//, '')];

export function compiled(schema: object): z.ZodType {
  const known = schemas.get(schema) ?? z.fromJSONSchema({ ...within(schema), $defs: named } as JsonSchema);
  schemas.set(schema, known);
  return known;
}

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

/** With names where JSON Schema has them, which may refer to themselves. */
function within<T>(schema: T): T {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/components/schemas/', '"$ref":"#/$defs/')) as T;
}

const named = within(document.components.schemas);

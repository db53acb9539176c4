import * as z from 'zod/mini';

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const Structured = z.object({
  statusCode: z.union([z.number(), z.string().check(z.regex(/^\d{3}$/))]),
  headers: z.optional(z.nullable(z.record(z.string(), scalar))),
  cookies: z.optional(z.array(z.string())),
  body: z.optional(z.nullable(z.string())),
  isBase64Encoded: z.optional(z.boolean()),
});

/** A response of API Gateway itself. */
export const message = (status: number, text: string): HttpResponse => json(status, { message: text });

export const json = (status: number, value: unknown): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value)),
});

/** A function's result as HTTP response (payload format 2.0); unreadable ones are a 500, as on AWS. */
export function toResponse(result: string): HttpResponse {
  const value: unknown = JSON.parse(result);
  if (typeof value !== 'object' || value === null || !('statusCode' in value)) {
    return { ...json(200, null), body: Buffer.from(typeof value === 'string' ? value : result) };
  }
  const structured = Structured.safeParse(value);
  if (!structured.success) return message(500, 'Internal Server Error');
  const { statusCode, headers, cookies, body, isBase64Encoded } = structured.data;
  const named = Object.entries(headers ?? {}).map(([name, one]) => [name.toLowerCase(), String(one)] as const);
  return {
    status: Number(statusCode),
    headers: {
      ...(body ? { 'content-type': 'text/plain;charset=utf-8' } : {}),
      ...Object.fromEntries(named),
      ...(cookies ? { 'set-cookie': cookies } : {}),
    },
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}

import httpJsonBodyParser from '@middy/http-json-body-parser';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type ApiError, refuse } from './errors.ts';

const parser = httpJsonBodyParser();

/**
 * The JSON body of a write, parsed. No body at all means `{}`, since TextIt's Python client posts none when it has nothing
 * to say (7.1); a malformed one is TextIt's 400, another content type its 415.
 */
export function readJsonBody(event: APIGatewayProxyEventV2): unknown {
  if (!event.body?.trim()) return {};
  const parsed: { body?: unknown } = { ...event };
  try {
    parser.before?.({ event: parsed } as never);
  } catch (error) {
    throw refusal(error, event) ?? error;
  }
  return MANY_DIGITS.test(event.body) || event.isBase64Encoded ? parseExactly(event) : parsed.body;
}

/** Fewer than these JavaScript's numbers hold. */
const MANY_DIGITS = /\d{16}/;

/**
 * Parsed again, with whole numbers that JavaScript would round as their text: an identity number of twenty digits, sent as
 * a number, keeps them all, as it does in TextIt. By now the body is known to be sound.
 */
function parseExactly({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): unknown {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
    Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? context?.source
      : value,
  );
}

function refusal(error: unknown, { headers }: APIGatewayProxyEventV2): ApiError | undefined {
  const { statusCode, cause } = error as { statusCode?: number; cause?: { message?: string } };
  if (statusCode === 422) return refuse(`JSON parse error - ${cause?.message ?? 'forbidden key'}`);
  if (statusCode === 415) return refuse(`Unsupported media type "${headers['content-type'] ?? ''}" in request.`, 415);
  return undefined;
}

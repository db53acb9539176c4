import httpJsonBodyParser from '@middy/http-json-body-parser';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { DEEPEST, isTooDeep } from '../../domain/text/json-nesting.ts';
import { type ApiError, refuse } from './errors.ts';

const parser = httpJsonBodyParser();

/** Bytes of a JSON body, unless the endpoint says otherwise: many times a hundred contacts with long values. */
export const BODY_BYTES = 1_000_000;
/** A body may have one value for each of these bytes, since parsing costs more by values than by bytes. */
const BYTES_PER_VALUE = 25;

/**
 * The parsed JSON body of a write; none is `{}`, as TextIt's Python client posts none (7.1). Malformed JSON is TextIt's
 * 400, another content type its 415. Throws 413 for more than `most` bytes, an unusual number of values, or when it is
 * nested too deeply.
 */
export function readJsonBody(event: APIGatewayProxyEventV2, most = BODY_BYTES): unknown {
  if (!event.body?.trim()) return {};
  refuseLarge(event, most);
  const body = parse(event);
  return UNSURE.test(event.body) || event.isBase64Encoded ? parseExactly(event) : body;
}

/** Checking every value by a function takes ten times as long as parsing: only where something may be forbidden. */
function parse(event: APIGatewayProxyEventV2): unknown {
  const { body = '', isBase64Encoded, headers } = event;
  if (!isBase64Encoded && JSON_TYPE.test(headers['content-type'] ?? '') && !MAY_BE_FORBIDDEN.test(body)) {
    const plain = parsePlainly(body);
    if (plain !== undefined) return plain;
  }
  const parsed: { body?: unknown } = { ...event };
  try {
    parser.before?.({ event: parsed } as never);
  } catch (error) {
    throw refusal(error, event) ?? error;
  }
  return parsed.body;
}

const JSON_TYPE = /^application\/json(;|$)/i;

/** Escapes can spell anything. */
const MAY_BE_FORBIDDEN = /__proto__|constructor|\\u/;

/** Undefined for a text that is not JSON; the parser then reports it. */
function parsePlainly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Throws 413 for a body of more than `most` bytes. */
export function refuseBytes({ body = '', isBase64Encoded }: APIGatewayProxyEventV2, most: number): void {
  const bytes = isBase64Encoded ? (body.length * 3) / 4 : Buffer.byteLength(body);
  if (bytes > most) throw refuse({ code: 'body_too_large', most: most.toLocaleString('en') }, 413);
}

function refuseLarge(event: APIGatewayProxyEventV2, most: number): void {
  refuseBytes(event, most);
  const { body = '', isBase64Encoded } = event;
  const values = most / BYTES_PER_VALUE;
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  if (isTooDeep(text)) throw refuse({ code: 'too_deep', most: DEEPEST }, 413);
  if (countValues(text, values) > values)
    throw refuse({ code: 'too_many_values', most: values.toLocaleString('en') }, 413);
}

/** How many values a JSON text has, roughly, at most `most`. */
function countValues(text: string, most: number): number {
  let count = 1;
  let opened = 0;
  let quoted = false;
  for (let at = 0; at < text.length && count <= most && opened <= most; at++) {
    const code = text.charCodeAt(at);
    if (quoted && code === BACKSLASH) at++;
    else if (code === QUOTE) quoted = !quoted;
    else if (!quoted && (code === COMMA || code === COLON)) count++;
    else if (!quoted && (code === OPEN_LIST || code === OPEN_OBJECT)) opened++;
  }
  return Math.max(count, opened);
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;

/** More digits than JavaScript's numbers hold, or a number that may be too large for them. */
const UNSURE = /\d{16}|(?:^|[[:,\s])-?\d+(?:\.\d+)?[eE]\+?\d{3}/;

/**
 * Parses again, with whole numbers as text that JavaScript would round, such as an identity number of twenty digits.
 * The body is valid JSON. Throws 400 for other numbers that are too large (`1e999`).
 */
function parseExactly({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): unknown {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  return JSON.parse(text, (_key, value: unknown, { source = '' }: { readonly source?: string } = {}) => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    if (/^-?\d+$/.test(source)) return source;
    if (Number.isFinite(value)) return value;
    throw refuse({ code: 'number_too_large', number: source.slice(0, 20) });
  });
}

function refusal(error: unknown, { headers }: APIGatewayProxyEventV2): ApiError | undefined {
  const { statusCode, cause } = error as { statusCode?: number; cause?: { message?: string } };
  if (statusCode === 422) return refuse({ code: 'not_json', reason: cause?.message ?? 'forbidden key' });
  if (statusCode === 415) return refuse({ code: 'media_type', type: headers['content-type'] ?? '' }, 415);
  return undefined;
}

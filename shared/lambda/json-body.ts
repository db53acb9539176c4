import httpJsonBodyParser from '@middy/http-json-body-parser';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type ApiError, refuse } from './errors.ts';

const parser = httpJsonBodyParser();

/** Bytes of a JSON body, where an endpoint does not say otherwise: a hundred contacts with long values fit in many times. */
export const BODY_BYTES = 1_000_000;
/** Parsing costs by values more than by bytes. A hundred contacts have some thousands; a file of flows has more. */
const VALUES = 20_000;
const BYTES_PER_VALUE_OF_FILES = 25;

const valuesIn = (most: number): number => (most <= BODY_BYTES ? VALUES : most / BYTES_PER_VALUE_OF_FILES);

/**
 * The JSON body of a write, parsed. Throws 413 before it parses one of more than `most` bytes, or of an unusual number of values.
 *
 * No body at all means `{}`, since TextIt's Python client posts none when it has nothing
 * to say (7.1); a malformed one is TextIt's 400, another content type its 415.
 */
export function readJsonBody(event: APIGatewayProxyEventV2, most = BODY_BYTES): unknown {
  if (!event.body?.trim()) return {};
  refuseLarge(event, most);
  const parsed: { body?: unknown } = { ...event };
  try {
    parser.before?.({ event: parsed } as never);
  } catch (error) {
    throw refusal(error, event) ?? error;
  }
  return UNSURE.test(event.body) || event.isBase64Encoded ? parseExactly(event) : parsed.body;
}

/** Throws 413 for a body of more than `most` bytes. */
export function refuseBytes({ body = '', isBase64Encoded }: APIGatewayProxyEventV2, most: number): void {
  const bytes = isBase64Encoded ? (body.length * 3) / 4 : Buffer.byteLength(body);
  if (bytes > most) throw refuse(`The body is too large: at most ${most.toLocaleString('en')} bytes.`, 413);
}

function refuseLarge(event: APIGatewayProxyEventV2, most: number): void {
  refuseBytes(event, most);
  const { body = '', isBase64Encoded } = event;
  const values = valuesIn(most);
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  if (countValues(text, values) > values)
    throw refuse(`The body has too many values: at most ${values.toLocaleString('en')}.`, 413);
}

/** About how many values a JSON text has, by the commas, colons and open brackets outside its strings; counting ends above `most`. */
function countValues(text: string, most: number): number {
  let count = 1;
  let quoted = false;
  for (let at = 0; at < text.length && count <= most; at++) {
    const code = text.charCodeAt(at);
    if (quoted && code === BACKSLASH) at++;
    else if (code === QUOTE) quoted = !quoted;
    else if (!quoted && SEPARATES.has(code)) count++;
  }
  return count;
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
/** `,`, `:`, `[` and `{`: lists within lists are values, too. */
const SEPARATES: ReadonlySet<number> = new Set([0x2c, 0x3a, 0x5b, 0x7b]);

/** More digits than JavaScript's numbers hold, or a number that may be larger than the largest. */
const UNSURE = /\d{16}|(?:^|[[:,\s])-?\d+(?:\.\d+)?[eE]\+?\d{3}/;

/**
 * Parsed again, with whole numbers that JavaScript would round as their text: an identity number of twenty digits, sent as
 * a number, keeps them all, as it does in TextIt. By now the body is known to be sound. Throws 400 for another number that is too large
 * for JavaScript: `1e999` would become the text "Infinity".
 */
function parseExactly({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): unknown {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  return JSON.parse(text, (_key, value: unknown, { source = '' }: { readonly source?: string } = {}) => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    if (/^-?\d+$/.test(source)) return source;
    if (Number.isFinite(value)) return value;
    throw refuse(`JSON parse error - the number ${source.slice(0, 20)} is too large`);
  });
}

function refusal(error: unknown, { headers }: APIGatewayProxyEventV2): ApiError | undefined {
  const { statusCode, cause } = error as { statusCode?: number; cause?: { message?: string } };
  if (statusCode === 422) return refuse(`JSON parse error - ${cause?.message ?? 'forbidden key'}`);
  if (statusCode === 415) return refuse(`Unsupported media type "${headers['content-type'] ?? ''}" in request.`, 415);
  return undefined;
}

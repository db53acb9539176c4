import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ACCOUNT } from '../assembly/identities.ts';

export interface HttpRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly sourceIp: string;
}

interface Routing {
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Types that an HTTP API passes on as text; anything else becomes base64. */
const TEXT = /^(text\/|application\/([\w.-]+\+)?(json|xml|javascript)\b)/i;

function bodyOf({ body, headers }: HttpRequest): Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'> {
  if (body.length === 0) return { isBase64Encoded: false };
  const text = TEXT.test(headers['content-type'] ?? 'text/plain') && isUtf8(body);
  return { body: body.toString(text ? 'utf8' : 'base64'), isBase64Encoded: !text };
}

/** Duplicates are joined by commas, in their order. */
function queryOf(rawQueryString: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    query[name] = Object.hasOwn(query, name) ? `${query[name]},${value}` : value;
  }
  return query;
}

/** The client's headers, plus those of API Gateway: the request's host and protocol, from which links are made. */
function headersOf(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries({ 'x-forwarded-proto': 'http', ...headers }).filter(([name]) => name !== 'cookie');
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}

const nonEmpty = <T extends object>(name: string, value: T) => (Object.keys(value).length > 0 ? { [name]: value } : {});

/** The event of an HTTP API with payload format 2.0 (API Gateway guide, "Lambda proxy integrations"). */
export function toEvent(
  request: HttpRequest,
  { routeKey, pathParameters, requestId, now }: Routing,
): APIGatewayProxyEventV2 {
  const [rawPath = '/', ...query] = request.url.split('?');
  const rawQueryString = query.join('?');
  const { headers, method } = request;
  const domainName = headers.host ?? '127.0.0.1';
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...nonEmpty('cookies', headers.cookie?.split('; ') ?? []),
    headers: headersOf(headers),
    ...nonEmpty('queryStringParameters', queryOf(rawQueryString)),
    ...nonEmpty('pathParameters', pathParameters),
    requestContext: {
      accountId: ACCOUNT,
      apiId: 'local',
      domainName,
      domainPrefix: 'local',
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: commonLogTime(new Date(now)),
      timeEpoch: now,
    },
    ...bodyOf(request),
  };
}

/** `24/Nov/2026:15:41:39 +0000`. */
export function commonLogTime(date: Date): string {
  const [, day, month, year, time] = /, (\d+) (\w+) (\d+) ([\d:]+)/.exec(date.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

import type { APIGatewayProxyEventV2 } from 'aws-lambda';

const SCHEME = /^https?$/;
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** The request's URL as the client sees it, for links, without query string: by valid `X-Forwarded-*`, else `Host`. */
export function publicUrl({
  headers,
  rawPath,
  requestContext,
}: Pick<APIGatewayProxyEventV2, 'headers' | 'rawPath' | 'requestContext'>): string {
  const first = (shape: RegExp, ...names: string[]): string | undefined =>
    names.map((name) => headers[name]?.split(',', 1)[0]?.trim() ?? '').find((text) => shape.test(text));
  const scheme = first(SCHEME, 'cloudfront-forwarded-proto', 'x-forwarded-proto') ?? 'https';
  const host = first(HOST, 'x-forwarded-host', 'host') ?? requestContext.domainName;
  return `${scheme}://${host}${rawPath}`;
}

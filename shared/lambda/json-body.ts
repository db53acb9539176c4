import type { MiddlewareObj } from '@middy/core';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { refuse } from './errors.ts';

const EMPTY = { body: '{}', isBase64Encoded: false };

/**
 * Parses JSON bodies of writes. No body at all means `{}`, since TextIt's Python client posts none when it has nothing
 * to say (7.1); a malformed one is TextIt's 400, another content type its 415.
 */
export function jsonBody(): MiddlewareObj<APIGatewayProxyEventV2> {
  const parser = httpJsonBodyParser();
  return {
    before: (request) => {
      const { event } = request;
      if (event.requestContext.http.method !== 'POST') return;
      if (!event.body?.trim()) {
        Object.assign(event, EMPTY);
        event.headers['content-type'] = 'application/json';
      }
      return parser.before?.(request as never);
    },
    onError: (request) => {
      const { statusCode, cause } = request.error as Error & { statusCode?: number; cause?: { message?: string } };
      if (statusCode === 422) request.error = refuse(`JSON parse error - ${cause?.message ?? 'forbidden key'}`);
      if (statusCode === 415) {
        const type = request.event.headers['content-type'] ?? '';
        request.error = refuse(`Unsupported media type "${type}" in request.`, 415);
      }
    },
  };
}

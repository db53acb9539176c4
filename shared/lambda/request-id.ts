import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Runtime } from './runtime.ts';

/**
 * Puts the request's id into every log line (`request`) and every answer (`x-request-id`). With an id from a client, an
 * operator finds the lines, and the access log's line (`requestId`).
 */
export function requestId({
  logger,
}: Runtime): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  const mark: MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>['after'] = ({
    event,
    response,
  }) => {
    if (response) response.headers = { 'x-request-id': event.requestContext.requestId, ...response.headers };
  };
  return {
    before: ({ event }) => logger.appendKeys({ request: event.requestContext.requestId }),
    after: mark,
    onError: mark,
  };
}

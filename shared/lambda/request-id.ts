import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Runtime } from './runtime.ts';

/**
 * Puts the API's id of the request into every log line, as `request`, and into every answer, as `x-request-id`: with the id that a client
 * shows, an operator finds the lines, and the line of the access log, which has it as `requestId`.
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

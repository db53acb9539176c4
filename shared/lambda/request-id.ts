import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Runtime } from './runtime.ts';

/** Adds the request's id to every log line (`request`) and answer (`x-request-id`), for operators to search. */
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

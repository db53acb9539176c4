import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { handlerOn, stack } from '../../shared/lambda/handler.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { REQUEST } from '../../shared/lambda/retry-limits.ts';
import { receiveWebhook } from './receive-webhook.ts';

/** `/in/<address>`: requests of providers. An error is a 500, after which some of them send again. */
export const handler = handlerOn(
  { queues: openQueues },
  (runtime) =>
    stack<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(runtime).handler((event) =>
      receiveWebhook(event, runtime),
    ),
  REQUEST,
);

import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { handlerOn, stack } from '../../shared/lambda/invocation/handler.ts';
import { REQUEST } from '../../shared/lambda/invocation/retry-limits.ts';
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

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { receiveWebhook } from '../../../functions/inbound/receive-webhook.ts';
import { toEvent } from '../../../infra/local/http/event.ts';
import type { InProcessStage } from './clients.ts';

/** Hands requests of providers over as API Gateway does; each returns the status and body of the answer. */
export const sendTo =
  (stage: () => InProcessStage) =>
  async (address: string, query = '', body = '', headers: Record<string, string> = {}, action = '') => {
    const path = `/in/${address}${action && `/${action}`}`;
    const request = {
      method: body ? 'POST' : 'GET',
      url: `${path}${query && `?${query}`}`,
      headers,
      body: Buffer.from(body),
      sourceIp: '',
    };
    const pathParameters = { channel: address, ...(action && { action }) };
    const routing = { routeKey: 'ANY /in/{channel}', pathParameters, requestId: 'r', now: Date.now() };
    const event: APIGatewayProxyEventV2 = toEvent(request, routing);
    const { statusCode, body: answer } = await receiveWebhook(event, stage().service.runtime);
    return [statusCode, answer];
  };

/** What stands behind `/in/` in the address of a channel that was just made. */
export const addressOf = ({ address }: { address: string }): string => address.slice(address.lastIndexOf('/') + 1);

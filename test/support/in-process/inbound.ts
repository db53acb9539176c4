import { receiveWebhook } from '../../../functions/inbound/receive-webhook.ts';
import { toEvent } from '../../../infra/local/http/event.ts';
import type { InProcessStage } from './clients.ts';

interface Sent {
  readonly query?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly action?: string;
  readonly method?: string;
}

/** Hands a request of a provider over as API Gateway does, and returns the whole answer. */
export function receive(
  runtime: Parameters<typeof receiveWebhook>[1],
  address: string,
  { query = '', body = '', headers = {}, action = '', method = body ? 'POST' : 'GET' }: Sent,
  ask?: Parameters<typeof receiveWebhook>[2],
) {
  const url = `/in/${address}${action && `/${action}`}${query && `?${query}`}`;
  const pathParameters = { channel: address, ...(action && { action }) };
  const routing = { routeKey: 'ANY /in/{channel}', pathParameters, requestId: 'r', now: Date.now() };
  return receiveWebhook(
    toEvent({ method, url, headers, body: Buffer.from(body), sourceIp: '' }, routing),
    runtime,
    ask,
  );
}

/** The same to a stage; returns the status and body of the answer. */
export const sendTo =
  (stage: () => InProcessStage) =>
  async (address: string, query = '', body = '', headers: Record<string, string> = {}, action = '') => {
    const sent = { query, body, headers, action };
    const { statusCode, body: answer } = await receive(stage().service.runtime, address, sent);
    return [statusCode, answer];
  };

/** What stands behind `/in/` in the address of a channel that was just made. */
export const addressOf = ({ address }: { address: string }): string => address.slice(address.lastIndexOf('/') + 1);

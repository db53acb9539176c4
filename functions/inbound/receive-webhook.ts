import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { readChannelAt } from '../../shared/data/workspace/index.ts';
import type { Channel } from '../../shared/domain/channels/channel.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { countInboundRefused } from '../../shared/lambda/faults.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import { queueArrivals } from './queue-arrivals.ts';
import type { CallProvider, InboundAnswer, InboundRequest } from './source.ts';
import { SOURCES } from './sources/index.ts';

/** Providers wait some 15 seconds for an answer. */
const PATIENCE_MS = 5_000;

/** Calls over the network. The caller must know the host: nothing here keeps a request from an internal network. */
const callProvider: CallProvider = async (url) => {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (answer.status !== 200) throw new Error(`${new URL(url).host} answered ${answer.status}.`);
  return answer.text();
};

type ReceiveRuntime = Pick<Runtime, 'data' | 'queues' | 'logger' | 'metrics' | 'now'>;

/** 256 bits in base64url. */
const ADDRESS = /^[\w-]{43}$/;

/** Checks a provider's request by its bytes and queues it before the answer. The channel's address is never logged. */
export async function receiveWebhook(
  event: APIGatewayProxyEventV2,
  runtime: ReceiveRuntime,
  ask = callProvider,
): Promise<APIGatewayProxyStructuredResultV2> {
  const address = event.pathParameters?.['channel'] ?? '';
  const channel = ADDRESS.test(address) ? await readChannelAt(runtime.data, address) : null;
  if (channel === null) return toResult({ status: 404 });
  const source = SOURCES[channel.kind];
  const reading = await source.read(requestOf(event, channel, address, runtime.now()), channel, ask);
  if ('refused' in reading) {
    countInboundRefused(runtime.metrics);
    runtime.logger.warn('inbound request refused', { channel: channel.uuid, kind: channel.kind });
    return toResult({ status: reading.status ?? 403 });
  }
  await queueArrivals(reading, channel, runtime);
  return toResult(reading.answer ?? source.answer);
}

const toResult = ({ status, type, body = '' }: InboundAnswer): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'cache-control': 'no-store', 'content-type': type ?? 'text/plain' },
  body,
});

function requestOf(
  {
    rawPath,
    rawQueryString,
    headers,
    body = '',
    isBase64Encoded,
    requestContext,
    pathParameters,
  }: APIGatewayProxyEventV2,
  { publicUrl }: Channel,
  address: string,
  now: Instant,
): InboundRequest {
  return {
    method: requestContext.http.method,
    action: pathParameters?.['action'] ?? '',
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    rawQuery: rawQueryString,
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
    // The URL that the provider called: a proxy may have added a path.
    url: `${publicUrl}/in/${address}${rawPath.slice(rawPath.indexOf(address) + address.length)}`,
    now: Math.floor(now / 1_000_000),
  };
}

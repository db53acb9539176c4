import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { BusyError, patience } from '../../shared/data/dynamo/index.ts';
import { readChannelAt } from '../../shared/data/workspace/index.ts';
import { hopsOf } from '../../shared/domain/bus/webhook.ts';
import { CHANNEL_KINDS, type Channel } from '../../shared/domain/channels/channel.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { LONGEST_WAIT } from '../../shared/domain/limits/inbound-budget.ts';
import { isTooDeep } from '../../shared/domain/text/json-nesting.ts';
import { cameByEdge } from '../../shared/lambda/http/origin.ts';
import { SECURITY_HEADERS } from '../../shared/lambda/http/security-headers.ts';
import { countInboundRefused } from '../../shared/lambda/invocation/faults.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { MOST_ITEMS, queueArrivals } from './queue-arrivals.ts';
import { type CallProvider, type InboundAnswer, type InboundRequest, UNPROVEN } from './source.ts';
import { SOURCES } from './sources/index.ts';

/** Calls over the network. The caller must know the host: nothing here keeps a request from an internal network. */
const callProvider: CallProvider = async (url) => {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(patience().silence()) });
  if (answer.status !== 200) throw new Error(`${new URL(url).host} answered ${answer.status}.`);
  return answer.text();
};

type ReceiveRuntime = Pick<Runtime, 'config' | 'data' | 'queues' | 'logger' | 'metrics' | 'now'>;

/** 256 bits in base64url. */
const ADDRESS = /^[\w-]{43}$/;

/** Of a body; Meta's are the largest. */
const MOST_BYTES = 3_000_000;

/**
 * Checks a provider's request by its bytes and queues it before the answer. The channel's address is never logged. An
 * error is a 500, or a 503 when there is no room, after which some providers send again.
 */
export async function receiveWebhook(
  event: APIGatewayProxyEventV2,
  runtime: ReceiveRuntime,
  ask = callProvider,
): Promise<APIGatewayProxyStructuredResultV2> {
  try {
    return toResult(await receive(event, runtime, ask));
  } catch (error) {
    runtime.logger.error('inbound request failed', error as Error);
    return toResult(error instanceof BusyError ? again(503, 3) : { status: 500 });
  }
}

async function receive(event: APIGatewayProxyEventV2, runtime: ReceiveRuntime, ask: CallProvider): Promise<Sent> {
  if (!(await cameByEdge(event, runtime.config))) return { status: 403 };
  const address = event.pathParameters?.['channel'] ?? '';
  const channel = ADDRESS.test(address) ? await readChannelAt(runtime.data, address) : null;
  if (channel === null) return { status: 404 };
  const request = requestOf(event, channel, address, runtime.now());
  if (request.body.length > MOST_BYTES || isDeepJson(request.body)) return { status: 413 };
  const source = SOURCES[channel.kind];
  const reading = mayProve(channel) ? await source.read(request, channel, ask) : UNPROVEN;
  if ('refused' in reading) {
    countInboundRefused(runtime.metrics);
    runtime.logger.warn('inbound request refused', { channel: channel.uuid, kind: channel.kind });
    return { status: reading.status ?? 403 };
  }
  const notTaken = await queueArrivals({ ...reading, ...hopsOf(headersOf(event)) }, channel, runtime);
  if (notTaken === null) return reading.answer ?? source.answer;
  if (notTaken.why === 'budget') return again(source.later ?? 503, notTaken.seconds);
  // The same request would be too large again, but SNS would take a 4xx for "accepted".
  return CHANNEL_KINDS[channel.kind].proof === 'topic' ? again(503, LONGEST_WAIT) : TOO_MANY;
}

const isDeepJson = (body: Buffer): boolean =>
  /^\s*[{[]/.test(body.subarray(0, 100).toString('latin1')) && isTooDeep(body.toString('utf8'));

/** An empty secret would prove anybody. */
const mayProve = ({ kind, secret }: Channel): boolean =>
  !['secret', 'own'].includes(CHANNEL_KINDS[kind].proof) || Boolean(secret);

interface Sent extends InboundAnswer {
  readonly headers?: Readonly<Record<string, string>>;
}

const TOO_MANY: Sent = { status: 413, type: 'text/plain', body: `At most ${MOST_ITEMS} items a request.` };

const again = (status: number, seconds: number): Sent => ({ status, headers: { 'retry-after': String(seconds) } });

const toResult = ({ status, type, body = '', headers }: Sent): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'cache-control': 'no-store', 'content-type': type ?? 'text/plain', ...headers, ...SECURITY_HEADERS },
  body,
});

const headersOf = ({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

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
    headers: headersOf({ headers }),
    rawQuery: rawQueryString,
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
    // The URL that the provider called: a proxy may have added a path.
    url: `${publicUrl}/in/${address}${rawPath.slice(rawPath.indexOf(address) + address.length)}`,
    now: Math.floor(now / 1_000_000),
  };
}

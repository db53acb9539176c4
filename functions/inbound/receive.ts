import { createHash, randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { readChannelAt } from '../../shared/data/workspace/index.ts';
import type { Channel } from '../../shared/domain/channels/channel.ts';
import { normalizeUrn } from '../../shared/domain/contacts/urns.ts';
import { type Instant, parseInstant } from '../../shared/domain/instant.ts';
import { countInboundRefused } from '../../shared/lambda/faults.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import type { InboundMessage } from '../../shared/messages/inbound.ts';
import type { Arrived, InboundAnswer, InboundRequest } from './source.ts';
import { SOURCES } from './sources/index.ts';

type ReceiveRuntime = Pick<Runtime, 'data' | 'queues' | 'logger' | 'metrics' | 'now'>;

/** 256 bits in base64url. */
const ADDRESS = /^[\w-]{43}$/;

/**
 * Takes what a provider sends to the address of a channel: verified over the bytes as they came, parsed, put on the queue, and only then answered, in the
 * provider's own way: few of them send again what was lost. What does not prove whose it is, is refused and counted. The address is in no log.
 */
export async function receive(
  event: APIGatewayProxyEventV2,
  runtime: ReceiveRuntime,
): Promise<APIGatewayProxyStructuredResultV2> {
  const address = event.pathParameters?.['channel'] ?? '';
  const channel = ADDRESS.test(address) ? await readChannelAt(runtime.data, address) : null;
  if (channel === null) return toResult({ status: 404 });
  const source = SOURCES[channel.kind];
  const reading = source.read(requestOf(event, channel, address, runtime.now()), channel);
  if ('refused' in reading) {
    countInboundRefused(runtime.metrics);
    runtime.logger.warn('inbound request refused', { channel: channel.uuid, kind: channel.kind });
    return toResult({ status: 403 });
  }
  const messages = reading.arrived.flatMap((one) => messageOf(one, channel, runtime.now()) ?? []);
  const bad = (reading.bad ?? 0) + reading.arrived.length - messages.length;
  if (bad > 0) runtime.logger.warn('inbound items not understood', { channel: channel.uuid, kind: channel.kind, bad });
  if (messages.length > 0) await runtime.queues.send('inbound', messages, channel.workspace);
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
    // As the provider has it, whatever stands between: a proxy may have another path before.
    url: `${publicUrl}/in/${address}${rawPath.slice(rawPath.indexOf(address) + address.length)}`,
    now: Math.floor(now / 1_000_000),
  };
}

/** What `events.json` takes. */
const LONGEST = 10_000;

/** One for the queue; null when its address is none. */
function messageOf(arrived: Arrived, channel: Channel, now: Instant): InboundMessage | null {
  const { type, urn: given, text = '', payload, occurredOn, id, onceBy } = arrived;
  const urn = normalizeUrn(given.toWellFormed(), channel.country);
  if (!urn.ok) return null;
  const at = occurredOn === undefined ? now : (parseInstant(occurredOn) ?? now);
  return {
    workspace: channel.workspace,
    type,
    urn: urn.urn,
    text: storable(text),
    payload: payload === undefined ? null : storable(payload),
    // A provider's clock that is ahead counts as now.
    at: at > now ? now : at,
    externalId: id ? idOf(channel, id) : null,
    seed: onceBy === undefined ? randomUUID() : idOf(channel, onceBy),
  };
}

/** Cut first: that may leave half of a character, which no table takes. */
const storable = (text: string): string => text.slice(0, LONGEST).toWellFormed();

/** Ids of two channels are not the same; one that is too long to be stored is known by its digest. */
const idOf = ({ uuid }: Channel, id: string): string =>
  `${uuid}:${id.length > 200 ? createHash('sha256').update(id).digest('hex') : id.toWellFormed()}`;

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { consumedSince, type Data } from '../../data/dynamo/index.ts';
import { noteTokenUse } from '../../data/limits/index.ts';
import type { TokenId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { RequestContext } from '../http/endpoint.ts';
import { limitsMeter } from '../http/rate-limit.ts';
import type { Runtime } from '../invocation/runtime.ts';

/** Microseconds between two notes of a container about the same token. */
const EVERY = 3_600_000_000;
/** Tokens that a container remembers; a forgotten one is noted again, for one write unit. */
const REMEMBERED = 1_000;

const noted = new WeakMap<Data, Map<string, Instant>>();

/** Notes when and from where a token was used: once an hour, so that requests cost nothing. */
export async function noteUse({ runtime, caller, now, from }: RequestContext): Promise<void> {
  const { data } = runtime;
  const known = noted.get(data) ?? new Map<string, Instant>();
  noted.set(data, known);
  const key = `${caller.id} ${from}`;
  if (caller.kind !== 'token' || now - (known.get(key) ?? -EVERY) < EVERY) return;
  if (known.size >= REMEMBERED) known.clear();
  const start = data.meter.read();
  await noteTokenUse(data, caller.workspace, caller.id as TokenId, { at: now, from });
  known.set(key, now);
  limitsMeter(data).add(consumedSince(data.meter, start));
}

/**
 * The address that a request came from. CloudFront and API Gateway each append the one that they see, so behind
 * CloudFront it is the last but one; those before it are what the client says.
 */
export function sourceOf(event: APIGatewayProxyEventV2, { config }: Pick<Runtime, 'config'>): string {
  const direct = event.requestContext.http.sourceIp;
  if (config.originSecretArn === undefined) return direct;
  const seen = (event.headers['x-forwarded-for'] ?? '').split(',').map((address) => address.trim());
  return (seen.at(-2) || direct).slice(0, 45);
}

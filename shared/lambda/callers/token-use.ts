import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { consumedSince, type Data } from '../../data/dynamo/index.ts';
import { addUnseen, noteTokenUse, takeBackUnseen } from '../../data/limits/index.ts';
import { type ApprovalKind, approvalLimit } from '../../domain/approvals.ts';
import type { TokenId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { personBehind } from '../../domain/workspace.ts';
import type { RequestContext } from '../http/endpoint.ts';
import { refuse } from '../http/errors.ts';
import { limitsMeter } from '../http/rate-limit.ts';
import type { Runtime } from '../invocation/runtime.ts';

/**
 * Throws 403 when a request, with all that the same person did in the last 24 hours, needs a second person: a request
 * cannot wait for one, a job can. Otherwise it counts. 1 write and 1 read unit, in workspaces with a limit.
 */
export async function requireUnseen(
  kind: ApprovalKind,
  contacts: number,
  { runtime, caller, assets, now }: Pick<RequestContext, 'runtime' | 'caller' | 'assets' | 'now'>,
): Promise<void> {
  const limit = approvalLimit(assets.settings, kind);
  if (limit === null || contacts === 0) return;
  const work = { workspace: caller.workspace, by: personBehind(caller), kind, now };
  if (contacts <= limit) {
    if ((await addUnseen(runtime.data, work, contacts)) <= limit) return;
    await takeBackUnseen(runtime.data, work, contacts);
  }
  throw refuse({ code: 'approval_needed', most: limit }, 403);
}

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

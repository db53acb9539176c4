import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { newTimeId } from '../../data/dynamo/index.ts';
import {
  abandonKey,
  claimKey,
  type Done,
  findKey,
  freeKey,
  type Keyed,
  type KeyState,
  keepDone,
} from '../../data/limits/index.ts';
import type { Answer, EarlierAttempt, RequestContext, ShownAnswer, Written } from './endpoint.ts';
import { ApiError, notFound, refuse } from './errors.ts';

/** Printable ASCII, which a header can carry safely. */
const KEY = /^[\x20-\x7e]{1,255}$/;

/** How often a repetition checks whether the first request is done, and for how long; milliseconds. */
const CHECK_EVERY = 100;
const WAIT_AT_MOST = 4_000;

type KeyContext = Pick<RequestContext, 'runtime' | 'caller' | 'now'>;

/** How a write is carried out, what its seed made earlier (or null), and what a repetition shows. */
interface Once<Kept> {
  run(seed: string | null): Promise<Written<Kept>>;
  made(seed: string): Promise<EarlierAttempt<Kept> | null>;
  replay(kept: Kept): Promise<ShownAnswer | null>;
}

/**
 * Carries out `run` once for each `Idempotency-Key`. A repetition gets the first answer's status and the object as it
 * is now, so that nothing of a person outlives their deletion here (ADR 015). Without the header it just runs. Costs 2
 * write units.
 *
 * A refusal changes nothing and frees the key, so a repetition is checked anew. A function that dies holds its key for
 * a minute. After that, or after an internal error, the request can be repeated: if the first attempt had made its
 * object, the repetition shows it. Throws 404 when the object is gone; 409 when the key belongs to another request, or
 * the first is still running.
 */
export async function answerOnce<Kept>(
  event: APIGatewayProxyEventV2,
  context: KeyContext,
  once: Once<Kept>,
): Promise<Answer> {
  const keyed = readKey(event, context);
  if (keyed === null) return once.run(null);
  const found = await claimOrWait(context, keyed);
  switch (found.state) {
    case 'claimed':
      return carryOn(context, keyed, found, once);
    case 'done':
      return replay(found.done, once);
    case 'other':
      throw refuse({ code: 'idempotency_key_used' }, 409);
    default:
      throw refuse({ code: 'being_processed' }, 409).with({ 'retry-after': '1' });
  }
}

/** Throws 400 for a request with a key, at an endpoint whose answer can be given only once. */
export function refuseKey({ headers }: APIGatewayProxyEventV2): void {
  if (headers['idempotency-key'] !== undefined) throw refuse({ code: 'idempotency_key_refused' });
}

/** Null when the request has no key; 400 when the key is malformed. */
function readKey(event: APIGatewayProxyEventV2, { now }: KeyContext): Keyed | null {
  const key = event.headers['idempotency-key'];
  if (key === undefined) return null;
  if (!KEY.test(key)) throw refuse({ code: 'idempotency_key_malformed' });
  return { key, print: printOf(event), owner: randomUUID(), seed: newTimeId(now), now };
}

function printOf({
  requestContext,
  rawPath,
  rawQueryString,
  body = '',
  isBase64Encoded,
}: APIGatewayProxyEventV2): string {
  const hash = createHash('sha256').update(`${requestContext.http.method} ${rawPath}?${rawQueryString}\n`);
  return hash.update(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')).digest('hex');
}

/** Claims the key, or waits at most 4 seconds until the request that holds it is done. */
async function claimOrWait({ runtime: { data }, caller: { workspace } }: KeyContext, keyed: Keyed) {
  let found = await claimKey(data, workspace, keyed);
  for (let waited = 0; waited < WAIT_AT_MOST && found.state !== 'claimed'; waited += CHECK_EVERY) {
    if (found.state === 'done' || found.state === 'other') break;
    await sleep(CHECK_EVERY);
    found = await findKey(data, workspace, keyed);
    // The first request failed and returned its key: this one replaces it.
    if (found.state === 'free') found = await claimKey(data, workspace, keyed);
  }
  return found;
}

/** Carries out what an earlier attempt has not, and records it; a failure returns the key. */
async function carryOn<Kept>(
  { runtime: { data }, caller: { workspace } }: KeyContext,
  keyed: Keyed,
  { seed, again }: Extract<KeyState, { state: 'claimed' }>,
  once: Once<Kept>,
): Promise<Answer> {
  const giveBack = async (error: unknown) => {
    await (error instanceof ApiError ? freeKey : abandonKey)(data, workspace, keyed);
    throw error;
  };
  const made = again ? await once.made(seed).catch(giveBack) : null;
  const done = made === null ? await once.run(seed).catch(giveBack) : null;
  // If this cannot be stored, the key stays taken: the work must not be repeated at once.
  await keepDone(data, workspace, keyed, (made ?? done) as EarlierAttempt<Kept>);
  return done ?? replay(made as EarlierAttempt<Kept>, once);
}

const REPLAYED = { 'idempotent-replay': 'true' } as const;

async function replay<Kept>({ status, kept, tooLarge }: Done, once: Once<Kept>): Promise<Answer> {
  if (tooLarge) throw refuse({ code: 'answer_not_kept', status }, 409).with(REPLAYED);
  // The same endpoint kept it, because the request's print includes path and method.
  const shown = await once.replay(kept as Kept);
  if (shown === null) throw notFound().with(REPLAYED);
  return { ...shown, status, headers: { ...shown.headers, ...REPLAYED } };
}

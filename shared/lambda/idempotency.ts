import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { v7 } from 'uuid';
import {
  abandonKey,
  claimKey,
  type Done,
  findKey,
  freeKey,
  type Keyed,
  type KeyState,
  keepDone,
} from '../data/limits/index.ts';
import type { Answer, EarlierAttempt, RequestContext, ShownAnswer, Written } from './endpoint.ts';
import { ApiError, notFound, refuse } from './errors.ts';

/** Printable ASCII, which is what a header can carry safely. */
const KEY = /^[\x20-\x7e]{1,255}$/;

/** How often, and for how long in all, a repetition checks whether the first request is done; milliseconds. */
const CHECK_EVERY = 100;
const WAIT_AT_MOST = 4_000;

type KeyContext = Pick<RequestContext, 'runtime' | 'caller' | 'now'>;

/**
 * A write: how it is carried out, what an attempt that died has made under the seed of its key, or null, and what a repetition shows; null
 * when that is gone.
 */
interface Once<Kept> {
  run(seed: string | null): Promise<Written<Kept>>;
  made(seed: string): Promise<EarlierAttempt<Kept> | null>;
  replay(kept: Kept): Promise<ShownAnswer | null>;
}

/**
 * The answer of `run`, which is carried out once for each `Idempotency-Key`. A repetition of the request gets the status of the
 * first answer and the object as it is now, so that nothing of a person outlives their deletion here (docs/adr/015-idempotency-keys.md).
 * Without the header it just runs. Costs 2 write units.
 *
 * What is refused has changed nothing that may not be done again, so the key is free then, and a repetition is checked anew. A
 * function that dies half-way holds its key for a minute. After that, or after a fault of ours, the request can be repeated: when
 * the first attempt had made its object already, the repetition shows it.
 * Throws 404 when the object is gone; 409 when the key was used with another request, or the first is not done yet.
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
      throw refuse('This Idempotency-Key was used with another request. Use a new key for each request.', 409);
    default:
      throw refuse('A request with this Idempotency-Key is still being processed.', 409).with({ 'retry-after': '1' });
  }
}

/** Throws 400 when the request has a key, of an endpoint whose answer can be given only once. */
export function refuseKey({ headers }: APIGatewayProxyEventV2): void {
  if (headers['idempotency-key'] !== undefined)
    throw refuse(
      'Idempotency-Key: this request cannot be repeated, because its answer holds a secret that is not kept.',
    );
}

/** Null when the request has no key; 400 when the key is malformed. */
function readKey(event: APIGatewayProxyEventV2, { now }: KeyContext): Keyed | null {
  const key = event.headers['idempotency-key'];
  if (key === undefined) return null;
  if (!KEY.test(key)) throw refuse('Idempotency-Key must have 1 to 255 printable ASCII characters.');
  return { key, print: printOf(event), owner: randomUUID(), seed: v7({ msecs: Math.floor(now / 1000) }), now };
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

/** Claims the key, or waits until the request that holds it is done, 4 seconds at most. */
async function claimOrWait({ runtime: { data }, caller: { workspace } }: KeyContext, keyed: Keyed) {
  let found = await claimKey(data, workspace, keyed);
  for (let waited = 0; waited < WAIT_AT_MOST && found.state !== 'claimed'; waited += CHECK_EVERY) {
    if (found.state === 'done' || found.state === 'other') break;
    await sleep(CHECK_EVERY);
    found = await findKey(data, workspace, keyed);
    // The first request failed and gave its key back: this one takes its place.
    if (found.state === 'free') found = await claimKey(data, workspace, keyed);
  }
  return found;
}

/** Carries out what an earlier attempt has not, and keeps it; a failure gives the key back. */
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
  // When storing this fails the key stays taken: what has been done must not be done again at once.
  await keepDone(data, workspace, keyed, (made ?? done) as EarlierAttempt<Kept>);
  return done ?? replay(made as EarlierAttempt<Kept>, once);
}

const REPLAYED = { 'idempotent-replay': 'true' } as const;

async function replay<Kept>({ status, kept, tooLarge }: Done, once: Once<Kept>): Promise<Answer> {
  if (tooLarge)
    throw refuse(
      `This request was carried out and answered with status ${status}; the answer was too large to be kept.`,
      409,
    ).with(REPLAYED);
  // What the same endpoint kept: the print of the request holds its path and method.
  const shown = await once.replay(kept as Kept);
  if (shown === null) throw notFound().with(REPLAYED);
  return { ...shown, status, headers: { ...shown.headers, ...REPLAYED } };
}

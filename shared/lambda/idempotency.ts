import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { claimKey, findKey, freeKey, type KeptAnswer, type Keyed, keepAnswer } from '../data/limits/index.ts';
import type { Answer, Context } from './endpoint.ts';
import { refuse } from './errors.ts';

/** Printable ASCII, which is what a header can carry safely. */
const KEY = /^[\x20-\x7e]{1,255}$/;

/** How often, and for how long in all, a repetition checks whether the first request is done; milliseconds. */
const CHECK_EVERY = 100;
const WAIT_AT_MOST = 4_000;

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

type KeyContext = Pick<Context, 'runtime' | 'caller' | 'now'>;

/**
 * The answer of `run`, which is carried out once for each `Idempotency-Key`: a repetition of the request gets the first answer.
 * Without the header, and for reads, it just runs. Costs 2 write units. Answers that are not final are not kept, so that the key
 * can be used again: our own faults, and 409, which is about one moment. A function that dies half-way holds its key for a minute;
 * after that the request can be repeated. Throws 409 when the key was used with another request, or the first is not done yet.
 */
export async function answerOnce(
  event: APIGatewayProxyEventV2,
  context: KeyContext,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const keyed = readKey(event, context);
  if (keyed === null) return run();
  const found = await claimOrWait(context, keyed);
  switch (found.state) {
    case 'claimed':
      return runAndKeep(context, keyed, run);
    case 'done':
      return replay(found.answer);
    case 'other':
      throw refuse('This Idempotency-Key was used with another request. Use a new key for each request.', 409);
    default:
      throw refuse('A request with this Idempotency-Key is still being processed.', 409).with({ 'retry-after': '1' });
  }
}

/** Null when the request has no key or needs none; 400 when the key is malformed. */
function readKey(event: APIGatewayProxyEventV2, { now }: KeyContext): Keyed | null {
  const key = event.headers['idempotency-key'];
  if (key === undefined || READS.has(event.requestContext.http.method)) return null;
  if (!KEY.test(key)) throw refuse('Idempotency-Key must have 1 to 255 printable ASCII characters.');
  return { key, print: printOf(event), owner: randomUUID(), now };
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

async function runAndKeep(
  { runtime: { data }, caller: { workspace } }: KeyContext,
  keyed: Keyed,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const answer = await run().catch(async (error: unknown) => {
    await freeKey(data, workspace, keyed);
    throw error;
  });
  // When storing the answer fails the key stays taken: what has been done must not be done again at once.
  if (isFinal(answer.status)) await keepAnswer(data, workspace, keyed, toKeep(answer));
  else await freeKey(data, workspace, keyed);
  return answer;
}

const isFinal = (status: number): boolean => status < 500 && status !== 409;

const toKeep = ({ status, headers = {}, body }: Answer): KeptAnswer => ({
  status,
  headers,
  body: body === undefined ? undefined : JSON.stringify(body),
});

function replay({ status, headers, body, tooLarge }: KeptAnswer): Answer {
  const replayed = { ...headers, 'idempotent-replay': 'true' };
  if (!tooLarge) return { status, headers: replayed, ...(body !== undefined && { body: JSON.parse(body) }) };
  const detail = `This request was carried out and answered with status ${status}; the answer was too large to be kept.`;
  return { status: 409, headers: replayed, body: { detail } };
}

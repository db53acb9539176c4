import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { claimKey, findKey, freeKey, type KeptAnswer, type Keyed, keepAnswer } from '../data/limits/index.ts';
import type { Answer, Request } from './endpoint.ts';
import { refuse } from './errors.ts';

/** Printable ASCII, which is what a header can carry safely. */
const KEY = /^[\x20-\x7e]{1,255}$/;

/** How often, and for how long in all, a repetition looks whether the first request is done; milliseconds. */
const LOOK_EVERY = 100;
const WAIT_AT_MOST = 4_000;

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

type Asker = Pick<Request, 'runtime' | 'caller' | 'now'>;

/**
 * Carries out a write that has an `Idempotency-Key` once: whoever repeats it gets the first answer. Without the header it
 * just runs. Costs 2 write units. What says nothing final is not kept, so that the key can be used again: faults of ours, and 409,
 * which tells of a moment. A function that dies half-way holds its key for a minute; then the request can be repeated.
 */
export async function once(event: APIGatewayProxyEventV2, asker: Asker, run: () => Promise<Answer>): Promise<Answer> {
  const keyed = readKey(event, asker);
  if (keyed === null) return run();
  const found = await settled(asker, keyed);
  switch (found.state) {
    case 'claimed':
      return runAndKeep(asker, keyed, run);
    case 'done':
      return replay(found.answer);
    case 'other':
      throw refuse('This Idempotency-Key was used with another request. Use a new key for each request.', 409);
    default:
      throw refuse('A request with this Idempotency-Key is still being processed.', 409).with({ 'retry-after': '1' });
  }
}

function readKey(event: APIGatewayProxyEventV2, { now }: Asker): Keyed | null {
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

/** Claims the key, or waits until the request that has it is done, or until it has been long enough. */
async function settled({ runtime: { data }, caller: { workspace } }: Asker, keyed: Keyed) {
  let found = await claimKey(data, workspace, keyed);
  for (let waited = 0; waited < WAIT_AT_MOST && found.state !== 'claimed'; waited += LOOK_EVERY) {
    if (found.state === 'done' || found.state === 'other') break;
    await sleep(LOOK_EVERY);
    found = await findKey(data, workspace, keyed);
    // The first request came to nothing: this one takes its place.
    if (found.state === 'free') found = await claimKey(data, workspace, keyed);
  }
  return found;
}

async function runAndKeep(asker: Asker, keyed: Keyed, run: () => Promise<Answer>): Promise<Answer> {
  const { data } = asker.runtime;
  const { workspace } = asker.caller;
  const answer = await run().catch(async (error: unknown) => {
    await freeKey(data, workspace, keyed);
    throw error;
  });
  // When this fails the key stays taken: what has been done must not be done again at once.
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

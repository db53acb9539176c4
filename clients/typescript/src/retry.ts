import { KEYED } from './made/keyed.js';

export interface Retries {
  readonly fetch: typeof fetch;
  /** How often a request is sent at most; 5 when left out. */
  readonly attempts: number;
}

/** Sends again what was throttled, or met an overloaded service; a write only where it is carried out once. */
export const retrying =
  ({ fetch: send = fetch, attempts = 5 }: Partial<Retries>) =>
  async (request: Request): Promise<Response> => {
    if (isKeyed(request)) request.headers.set('Idempotency-Key', crypto.randomUUID());
    for (let attempt = 1; ; attempt++) {
      const answer = await send(request.clone());
      if (attempt >= attempts || !mayRepeat(request, answer)) return answer;
      await wait(Number(answer.headers.get('Retry-After') ?? 1));
    }
  };

const isKeyed = ({ method, url }: Request): boolean => KEYED.has(`${method} ${new URL(url).pathname}`);

/** A throttled request has done nothing. One that met a fault may have been carried out. */
const mayRepeat = (request: Request, { status }: Response): boolean =>
  status === 429 || (status === 503 && (request.method === 'GET' || request.headers.has('Idempotency-Key')));

const wait = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

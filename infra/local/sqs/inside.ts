/**
 * The runner's own calls to its queues, which are in the same process: no socket, no signature, and the steps of a call
 * worked out once. Functions call the same queues over HTTP, as SQS.
 */
import type { SQSClientConfig } from '@aws-sdk/client-sqs';
import type { buildApp } from 'fauxqs';

type App = Pick<ReturnType<typeof buildApp>, 'inject'>;

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array;
}

interface Options {
  readonly abortSignal?: AbortSignal;
}

/** For the constructor of a client of the queues that `app` has. */
export const inside = (app: App): SQSClientConfig =>
  ({
    requestHandler: { handle: (request: Request, options?: Options) => handle(app, request, options) },
    signer: { sign: async (request: unknown) => request },
    cacheMiddleware: true,
  }) as unknown as SQSClientConfig;

async function handle(app: App, { method, path, headers, body }: Request, { abortSignal }: Options = {}) {
  // The SDK's own bytes pretend to be a text, and warn whoever reads them so.
  const payload = body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : body;
  const answering = app.inject({
    method: method as 'POST',
    url: path,
    headers,
    ...(payload !== undefined && { payload }),
  });
  const answer = await (abortSignal === undefined ? answering : unlessAborted(answering, abortSignal));
  const { statusCode, rawPayload } = answer;
  return { response: { statusCode, headers: answer.headers as Record<string, string>, body: rawPayload } };
}

/** Rejects when the wait for messages is over. Leaves no listener: each one more makes the next calls slower. */
function unlessAborted<Answer>(answering: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const abort = (): void => reject(Object.assign(new Error('Aborted'), { name: 'AbortError' }));
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort);
  answering.then(resolve, reject);
  return promise.finally(() => signal.removeEventListener('abort', abort));
}

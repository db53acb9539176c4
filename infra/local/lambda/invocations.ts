import type { IncomingMessage, Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { createLocalServer } from '../http/local-hosts.ts';
import { type HttpResponse, json } from '../http/response.ts';
import { EVENT_BYTES, isRefused, type LocalFunction } from './function.ts';
import { invokedFunction } from './invoked-function.ts';

type Functions = () => ReadonlyMap<string, Pick<LocalFunction, 'invoke'>>;

/** The needed part of Lambda's API: `Invoke`, whose caller waits for the result. Not listening yet. */
export function createInvocations(functions: Functions): Server {
  return createLocalServer((request, response) => {
    invoke(request, functions).then(
      ({ status, headers, body }) => {
        response.writeHead(status, { ...(headers as Record<string, string>) });
        response.end(body);
      },
      () => response.destroy(),
    );
  });
}

const refusal = (status: number, type: string, Message: string): HttpResponse => ({
  ...json(status, { Type: 'User', Message }),
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
});

async function invoke(request: IncomingMessage, functions: Functions): Promise<HttpResponse> {
  const name = invokedFunction(request.method ?? '', request.url ?? '');
  const called = name === null ? undefined : functions().get(name);
  if (called === undefined)
    return refusal(404, 'ResourceNotFoundException', `Function not found: ${name ?? request.url}`);
  const event = await text(request);
  if (Buffer.byteLength(event) > EVENT_BYTES)
    return refusal(413, 'RequestTooLargeException', `Request must be smaller than ${EVENT_BYTES} bytes`);
  const outcome = await called.invoke(event);
  if (outcome.ok) return { ...json(200, null), body: Buffer.from(outcome.json) };
  if (isRefused(outcome)) return refusal(429, 'TooManyRequestsException', 'Rate Exceeded.');
  const failed = json(200, outcome.error);
  return { ...failed, headers: { ...failed.headers, 'x-amz-function-error': 'Unhandled' } };
}

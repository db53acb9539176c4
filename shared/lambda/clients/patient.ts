import type { IncomingMessage } from 'node:http';
import { CONNECT_MS, ifSilent, patience } from '../../data/dynamo/index.ts';

interface Handler {
  handle(request: never, options?: object): Promise<{ readonly response: { readonly body?: unknown } }>;
}

/**
 * A client with the SDK's own handler of HTTP, as it is needed for bodies that are streams and in Lambda's own SDK. It
 * gives a silent service up like the light one: before the invocation's time is over.
 */
export function patient<Client>(make: (own: { readonly requestHandler: object }) => Client): Client {
  const client = make({ requestHandler: { connectionTimeout: CONNECT_MS, throwOnRequestTimeout: true } });
  const { requestHandler } = (client as { readonly config: { readonly requestHandler: Handler } }).config;
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = async (request, options) => {
    const { silence } = patience();
    const answer = await handle(request, { ...options, requestTimeout: silence() });
    if (isStream(answer.response.body)) giveUpIfSilent(answer.response.body, silence);
    return answer;
  };
  return client;
}

const isStream = (body: unknown): body is IncomingMessage =>
  typeof (body as IncomingMessage)?.setTimeout === 'function';

/** Whoever reads slowly has bytes that wait for him, and is not cut off. */
function giveUpIfSilent(body: IncomingMessage, silence: () => number): void {
  const { socket } = body;
  const wait = () => socket.setTimeout(silence());
  const giveUp = () => {
    if (body.readableLength > 0) wait();
    else body.destroy(Object.assign(new Error('The service fell silent in its answer'), { name: 'TimeoutError' }));
  };
  const look = () => ifSilent(socket, giveUp, wait);
  wait();
  socket.on('timeout', look);
  body.once('close', () => socket.off('timeout', look).setTimeout(0));
}

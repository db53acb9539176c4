import { request, type Server } from 'node:http';
import { createLocalServer } from '../http/local-hosts.ts';

const THROTTLED = JSON.stringify({
  __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
  message: 'Throttled by a fault of the local runner.',
});

/**
 * Is between the functions and DynamoDB while calls are to be throttled, and refuses those that `throttles` names, as
 * DynamoDB does. Not listening yet.
 */
export function createThrottle(endpoint: string, throttles: (operation: string) => boolean): Server {
  const { hostname, port } = new URL(endpoint);
  return createLocalServer((incoming, response) => {
    const operation = String(incoming.headers['x-amz-target']).split('.')[1] ?? '';
    if (throttles(operation)) {
      incoming.resume();
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(THROTTLED);
      return;
    }
    const { method, url: path, headers } = incoming;
    const outgoing = request({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  });
}

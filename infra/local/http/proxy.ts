import { type IncomingMessage, request, type Server } from 'node:http';
import { bytesOf } from './bytes.ts';
import { createLocalServer } from './local-hosts.ts';
import type { HttpResponse } from './response.ts';

/** A call of an AWS SDK in a JSON protocol. */
export interface SdkCall {
  /** `PutItem` of `DynamoDB_20120810.PutItem`. */
  readonly operation: string;
  readonly body: Buffer;
}

/** Answers a call, by itself or through `forward`, with the same or another body, also of another operation. */
export type Intercept = (
  call: SdkCall,
  forward: (body: Buffer, operation?: string) => Promise<HttpResponse>,
) => Promise<HttpResponse>;

/** A proxy between functions and a local AWS service. Not listening yet. */
export function createProxy(endpoint: string, intercept: Intercept): Server {
  const target = new URL(endpoint);
  return createLocalServer((incoming, response) => {
    const answer = async () => {
      const [service, operation = ''] = String(incoming.headers['x-amz-target']).split('.');
      const body = await bytesOf(incoming);
      const sent = await intercept({ operation, body }, (other, named = operation) =>
        forward(target, incoming, other, `${service}.${named}`),
      );
      for (const [name, value] of Object.entries(sent.headers)) response.setHeader(name, value);
      response.writeHead(sent.status, { 'content-length': sent.body.length }).end(sent.body);
    };
    // Like a broken connection to the service: the SDK tries again.
    answer().catch(() => response.destroy());
  });
}

/** Headers about the transfer, and the checksum, which is wrong for a changed body. */
const NOT_PASSED_ON = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'x-amz-crc32']);

function forward(
  { hostname, port }: URL,
  incoming: IncomingMessage,
  body: Buffer,
  called: string,
): Promise<HttpResponse> {
  const { method, url: path, headers } = incoming;
  const { 'transfer-encoding': _, ...passed } = headers;
  return new Promise((resolve, reject) => {
    const options = {
      hostname,
      port,
      method,
      path,
      headers: { ...passed, 'x-amz-target': called, 'content-length': body.length },
    };
    const outgoing = request(options, (answer) => {
      const kept = Object.entries(answer.headers).filter(([name]) => !NOT_PASSED_ON.has(name)) as [string, string][];
      bytesOf(answer).then(
        (read) => resolve({ status: answer.statusCode ?? 502, headers: Object.fromEntries(kept), body: read }),
        reject,
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

export const readJson = ({ body }: { readonly body: Buffer }): Record<string, unknown> =>
  JSON.parse(body.toString('utf8')) as Record<string, unknown>;

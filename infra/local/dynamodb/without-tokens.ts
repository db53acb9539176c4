import type { ClientRequest } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { http } from '../lambda/node-http.ts';

/** This thread sends transactions without `ClientRequestToken`, of which dynoxide searches ten minutes' (ADR 002). */
export function sendWithoutTokens(): void {
  const send = http.request;
  http.request = ((...args: Parameters<typeof http.request>) => {
    const request = send(...args);
    if (!/^DynamoDB_\d+\.TransactWriteItems$/.test(String(request.getHeader('x-amz-target')))) return request;
    const end = request.end.bind(request) as (body?: unknown) => ClientRequest;
    request.end = ((body?: unknown) => {
      const { ClientRequestToken: _, ...rest } = JSON.parse(String(body));
      const sent = Buffer.from(JSON.stringify(rest));
      request.setHeader('content-length', sent.length);
      return end(sent);
    }) as typeof request.end;
    return request;
  }) as typeof http.request;
  syncBuiltinESMExports();
}

import type { ClientRequest } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { http } from '../lambda/plain-http.ts';

/**
 * From now on this thread sends transactions without the SDK's `ClientRequestToken`. dynoxide looks through the tokens of the last ten minutes at every transaction: 0.4 ms
 * became 5 when an import had made 80,000 (docs/adr/002-local-dynamodb-engine.md). What a token is for, a repetition after an answer that was lost on its way, does not
 * happen between processes of one machine; an engine that dies forgets its tokens, too.
 */
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

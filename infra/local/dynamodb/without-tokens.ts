import type { ClientRequest, OutgoingHttpHeaders, RequestOptions } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { http } from '../lambda/node-http.ts';

/** Where the proxies listen; their module would load more than a thread needs. */
const HOST = '127.0.0.1';

/** Bytes of a batch of several writes; one write is sent to the engine itself, which is one step less. */
const SEVERAL = 1_500;

/** This thread sends batches to the proxy, which translates them for dynoxide (ADR 105). */
export function sendBatchesTo(port: number): void {
  const send = http.request;
  http.request = ((...args: Parameters<typeof http.request>) => {
    const [options, ...others] = args as [RequestOptions, ...unknown[]];
    const headers = (options.headers ?? {}) as Readonly<Record<string, string>>;
    const [, operation] = /^DynamoDB_\d+\.(.*)$/.exec(headers['x-amz-target'] ?? '') ?? [];
    const isBatch = operation === 'BatchWriteItem' && Number(headers['content-length']) > SEVERAL;
    if (operation !== 'BatchExecuteStatement' && !isBatch) return send(...args);
    const aside = { ...options, host: HOST, port, headers: { ...headers, host: `${HOST}:${port}` } };
    return (send as (...given: unknown[]) => ReturnType<typeof send>)(aside, ...others);
  }) as typeof http.request;
  syncBuiltinESMExports();
}

/** The engine answers one call after the other: more of one thread at a time would only let other threads wait. */
export const FOR_REQUESTS = 4;
export const BEHIND_THEM = 1;

/**
 * This thread sends few calls at a time to the engine, and transactions without `ClientRequestToken`, of which dynoxide
 * searches ten minutes' (ADR 002). Files have sockets of their own: one is read while another is written.
 */
export function sendWithoutTokens(callsAtOnce = FOR_REQUESTS): void {
  const send = http.request;
  http.request = ((...args: Parameters<typeof http.request>) => {
    const { agent, headers = {} } = args[0] as RequestOptions;
    const [, operation] = /^DynamoDB_\d+\.(.*)$/.exec(String((headers as OutgoingHttpHeaders)['x-amz-target'])) ?? [];
    if (operation !== undefined && agent instanceof http.Agent)
      agent.maxSockets = Math.min(agent.maxSockets, callsAtOnce);
    const request = send(...args);
    if (operation !== 'TransactWriteItems') return request;
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

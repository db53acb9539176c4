import type { RequestOptions } from 'node:http';
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

import type { RequestOptions } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { http } from '../lambda/node-http.ts';

/** Where the proxies listen; their module would load more than a thread needs. */
const HOST = '127.0.0.1';

/** This thread sends statements to the proxy, which translates them for an engine that does not take any (ADR 105). */
export function sendStatementsTo(port: number): void {
  const send = http.request;
  http.request = ((...args: Parameters<typeof http.request>) => {
    const [options, ...others] = args as [RequestOptions, ...unknown[]];
    const headers = (options.headers ?? {}) as Readonly<Record<string, string>>;
    if (!/^DynamoDB_\d+\.BatchExecuteStatement$/.test(headers['x-amz-target'] ?? '')) return send(...args);
    const aside = { ...options, host: HOST, port, headers: { ...headers, host: `${HOST}:${port}` } };
    return (send as (...given: unknown[]) => ReturnType<typeof send>)(aside, ...others);
  }) as typeof http.request;
  syncBuiltinESMExports();
}

import type { HttpRequest } from './event.ts';
import { commonLogTime } from './event.ts';
import type { HttpResponse } from './response.ts';

interface Answered {
  readonly request: HttpRequest;
  readonly requestId: string;
  readonly routeKey: string;
  readonly response: HttpResponse;
  /** Milliseconds: when it came, and how long it took. */
  readonly at: number;
  readonly took: number;
}

/** A line of the API's access log: the stage's format with what API Gateway knows of a request. */
export function accessLine(format: string, { request, requestId, routeKey, response, at, took }: Answered): string {
  const context: Readonly<Record<string, string>> = {
    requestId,
    routeKey,
    requestTime: commonLogTime(new Date(at)),
    httpMethod: request.method,
    status: String(response.status),
    responseLatency: String(Math.round(took)),
    responseLength: String(response.body.length),
    'identity.sourceIp': request.sourceIp,
  };
  return format.replace(/\$context\.([\w.]+)/g, (_, name: string) => context[name] ?? '-');
}

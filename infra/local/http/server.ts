import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { availableParallelism } from 'node:os';
import type { RouteSpec } from '../assembly/model.ts';
import { EVENT_BYTES, isRefused, type LocalFunction } from '../lambda/function.ts';
import { accessLine } from './access-log.ts';
import { bytesOf } from './bytes.ts';
import { createCallers, createDoor } from './door.ts';
import { type HttpRequest, toEvent } from './event.ts';
import { type HttpResponse, message, toResponse } from './response.ts';

interface Matched {
  readonly route: RouteSpec;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Compiled {
  readonly route: RouteSpec;
  readonly method: string;
  readonly pattern: RegExp;
  /** Smaller ranks are tried first. */
  readonly rank: number;
}

/** The limit of an HTTP API. */
const BODY_LIMIT = 10 * 1024 * 1024;

/** Pages beside the API; null for any other request. */
export type Site = (request: HttpRequest) => HttpResponse | null;

/** Answers a request for a page itself; false for any other request. */
export type Pages = (incoming: IncomingMessage, response: ServerResponse) => boolean;

interface ApiOptions {
  readonly routes: readonly RouteSpec[];
  readonly functions: ReadonlyMap<string, LocalFunction>;
  /** Answers the local control endpoints; null leaves the request to the API. */
  readonly control: (request: HttpRequest) => Promise<HttpResponse | null>;
  /** Answers with the console's files; null leaves the request to the API. */
  readonly site: Site;
  readonly pages: Pages;
  readonly now: () => number;
  /** The origin with which links begin; null: the one of the request. */
  readonly publicUrl: string | null;
  /** The form of the access log, whose lines go to `log`. */
  readonly accessLog: string;
  readonly log: (line: string) => void;
  /** Whether there is room for a request on a route. */
  readonly hasRoom: (route: RouteSpec) => boolean;
}

const after = <T>(ms: number, value: T): { promise: Promise<T>; cancel: () => void } => {
  const { promise, resolve } = Promise.withResolvers<T>();
  const timer = setTimeout(() => resolve(value), ms);
  return { promise, cancel: () => clearTimeout(timer) };
};

function send(response: ServerResponse, { status, headers, body }: HttpResponse, requestId: string): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.writeHead(status, { 'content-length': body.length, 'apigw-requestid': requestId });
  response.end(body);
}

/** Answers like an HTTP API in front of the functions. */
export function createApi({
  routes,
  functions,
  control,
  site,
  pages,
  now,
  hasRoom,
  ...options
}: ApiOptions): RequestListener {
  const route = createRouter(routes);
  const isOwn = createOwnPaths(routes);
  const callers = createCallers();
  // The tables take the other half of the processors.
  const inTurn = createDoor(availableParallelism() / 2, { now: () => performance.now(), later: setTimeout });

  async function callFunction(request: HttpRequest, requestId: string): Promise<HttpResponse> {
    const matched = route(request.method, request.url.split('?')[0] ?? '/');
    const target = matched && functions.get(matched.route.functionName);
    if (!matched || !target) return message(404, 'Not Found');
    const { route: spec, pathParameters } = matched;
    if (!hasRoom(spec)) return message(429, 'Too Many Requests');
    const event = JSON.stringify(
      toEvent(seen(request, options.publicUrl), { routeKey: spec.key, pathParameters, requestId, now: now() }),
    );
    if (Buffer.byteLength(event) > EVENT_BYTES) return message(413, 'Request Entity Too Large');
    const timeout = after(spec.timeoutMs, null);
    const invoked = inTurn(callers.workspaceOf(request), () => target.invoke(event));
    const outcome = await Promise.race([invoked, timeout.promise]);
    timeout.cancel();
    if (outcome === null || isRefused(outcome)) return message(503, 'Service Unavailable');
    if (!outcome.ok) return message(500, 'Internal Server Error');
    const answer = toResponse(outcome.json);
    callers.learn(request, answer);
    return answer;
  }

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    const body = await bytesOf(incoming, BODY_LIMIT);
    if (body === null) return send(response, message(413, 'Request Entity Too Large'), requestId);
    const { method = 'GET', url = '/', headers, socket } = incoming;
    const request: HttpRequest = { method, url, headers, body, sourceIp: socket.remoteAddress ?? '127.0.0.1' };
    const local = (await control(request)) ?? (isOwn(url) ? null : site(request));
    if (local !== null) return send(response, local, requestId);
    const begun = performance.now();
    const answered = await callFunction(request, requestId);
    send(response, answered, requestId);
    const routeKey = route(method, url.split('?')[0] ?? '/')?.route.key ?? '-';
    const line = { request, requestId, routeKey, response: answered, at: now(), took: performance.now() - begun };
    options.log(accessLine(options.accessLog, line));
  }

  return (incoming, response) => {
    if (!isOwn(incoming.url ?? '/') && pages(incoming, response)) return;
    answer(incoming, response).catch((error: unknown) => {
      // The client has gone, or the runner itself failed.
      if (response.headersSent) response.destroy();
      else send(response, message(500, error instanceof Error ? error.message : 'Error'), randomUUID());
    });
  };
}

/** A request as functions see it, which make links of these headers, whatever a proxy has made of them. */
function seen(request: HttpRequest, publicUrl: string | null): HttpRequest {
  if (publicUrl === null) return request;
  const { protocol, host } = new URL(publicUrl);
  const forwarded = { 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-host': host };
  return { ...request, headers: { ...request.headers, ...forwarded } };
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function compile(route: RouteSpec): Compiled {
  if (route.key === '$default') return { route, method: 'ANY', pattern: /^/, rank: 9 };
  const [method = 'ANY', path = '/'] = route.key.split(' ');
  const source = path
    .split('/')
    .map((part) => {
      const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(part) ?? [];
      return name === undefined ? literally(part) : `(?<${name}>${greedy ? '.+' : '[^/]+'})`;
    })
    .join('/');
  const kind = path.includes('+}') ? 2 : path.includes('{') ? 1 : 0;
  return { route, method, pattern: new RegExp(`^${source}$`), rank: kind * 2 + (method === 'ANY' ? 1 : 0) };
}

const firstPart = (path: string): string => /^\/[^/?]*/.exec(path)?.[0] ?? '/';

/** Whether a path is the API's, and not the console's: it begins as a route does, such as `/api` or `/health`. */
export function createOwnPaths(routes: readonly RouteSpec[]): (path: string) => boolean {
  const own = new Set(routes.map(({ key }) => firstPart(key.split(' ')[1] ?? '')));
  own.delete('/');
  return (path) => own.has(firstPart(path));
}

/** A route as HTTP APIs pick it: most specific path, then method before `ANY`, `$default` last. Null: 404. */
export function createRouter(routes: readonly RouteSpec[]): (method: string, path: string) => Matched | null {
  const compiled = routes.map(compile).sort((a, b) => a.rank - b.rank);
  return (method, path) => {
    for (const { route, method: wanted, pattern } of compiled) {
      const match = wanted === 'ANY' || wanted === method ? pattern.exec(path) : null;
      if (match) return { route, pathParameters: { ...match.groups } };
    }
    return null;
  };
}

import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { HttpRequest } from './event.ts';
import { json } from './response.ts';

const LOCAL = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

export const REFUSED_HOST = 'Only requests with the Host 127.0.0.1, localhost or [::1] are answered here.';

/** Whether a `Host` header names this machine: a page that resolves its name to 127.0.0.1 sends its own. */
export const isLocalHost = (host: string | undefined): boolean => host !== undefined && LOCAL.test(host);

/** Whether an address is one of this machine's own, which no other machine reaches. */
export const isHere = (address: string): boolean => /^(?:(?:::ffff:)?127\.|::1$|localhost$)/i.test(address);

/** Whether a request comes from this machine itself, and was passed on by nobody. */
export const isFromHere = ({ sourceIp, headers }: Pick<HttpRequest, 'sourceIp' | 'headers'>): boolean =>
  isHere(sourceIp) &&
  isLocalHost(headers.host) &&
  !Object.keys(headers).some((name) => /^(?:x-)?forwarded|^via$/.test(name));

interface LocalServerOptions extends ServerOptions {
  /** Another host that is answered too: the public one. */
  readonly alsoHost?: string | undefined;
}

/** A server that answers 403 to requests for other hosts, before it reads them. Not listening yet. */
export function createLocalServer(
  listener: RequestListener,
  { alsoHost, ...options }: LocalServerOptions = {},
): Server {
  return createServer(options, (request, response) => {
    const { host } = request.headers;
    if (isLocalHost(host) || (alsoHost !== undefined && host === alsoHost)) return listener(request, response);
    request.resume();
    const { status, headers, body } = json(403, { detail: REFUSED_HOST });
    return response.writeHead(status, { 'content-type': String(headers['content-type']) }).end(body);
  });
}

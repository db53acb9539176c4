import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { json } from './response.ts';

const LOCAL = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

export const REFUSED_HOST = 'Only requests with the Host 127.0.0.1, localhost or [::1] are answered here.';

/** Whether a `Host` header names this machine: a page that resolves its name to 127.0.0.1 sends its own. */
export const isLocalHost = (host: string | undefined): boolean => host !== undefined && LOCAL.test(host);

/** A server that answers 403 to requests for other hosts, before it reads them. Not listening yet. */
export function createLocalServer(listener: RequestListener, options: ServerOptions = {}): Server {
  return createServer(options, (request, response) => {
    if (isLocalHost(request.headers.host)) return listener(request, response);
    request.resume();
    const { status, headers, body } = json(403, { detail: REFUSED_HOST });
    return response.writeHead(status, { 'content-type': String(headers['content-type']) }).end(body);
  });
}

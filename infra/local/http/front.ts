import type { RequestListener, Server } from 'node:http';
import { createLocalServer } from './local-hosts.ts';
import { json } from './response.ts';

/** Files lie under this path of the one port. */
export const FILES_PATH = '/_files';

/** Node's default of five seconds may end a connection just when a busy client sends its next request. */
const KEEP_ALIVE_MS = 60_000;

const wait: RequestListener = (request, response) => {
  request.resume();
  const { status, headers, body } = json(503, { detail: 'The service is starting or stopping.' });
  response.writeHead(status, { 'content-type': String(headers['content-type']), 'retry-after': '1' }).end(body);
};

/** The one server for files, API and console. */
export interface Front {
  readonly server: Server;
  /** Functions need files before the API is open, and after it is closed. */
  serveFiles(listener: RequestListener): void;
  /** Null: requests are told to come again. */
  serve(listener: RequestListener | null): void;
}

/** Not listening yet. @param alsoHost - the public host, which is answered beside the local ones */
export function createFront(alsoHost: string | undefined): Front {
  let files = wait;
  let others = wait;
  const listener: RequestListener = (request, response) =>
    (request.url?.startsWith(`${FILES_PATH}/`) ? files : others)(request, response);
  return {
    server: createLocalServer(listener, { keepAliveTimeout: KEEP_ALIVE_MS, alsoHost }),
    serveFiles: (listener) => {
      files = listener;
    },
    serve: (listener) => {
      others = listener ?? wait;
    },
  };
}

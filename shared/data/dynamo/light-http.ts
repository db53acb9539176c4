/**
 * The SDK's `requestHandler` for services that answer with a small JSON body: a call costs half of the processor time
 * of the SDK's own, whose body is a stream and whose timers are made anew for each call (ADR 105).
 */
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { PreparedSha256 } from './prepared-hash.ts';
import { patience } from './retry-limit.ts';

/** For the constructor of a client whose answers are small JSON (DynamoDB, SQS). */
export const light = () => ({ requestHandler: new LightHttpHandler(), sha256: PreparedSha256 });

/** Milliseconds until a connection is made. */
export const CONNECT_MS = 1_000;

/** Milliseconds for which a connection without a call is kept. */
const IDLE_MS = 20_000;

/** As many as the SDK opens at most. */
const SOCKETS = 50;

/** What the SDK hands over: a signed request whose body is a text or bytes. */
interface SignedRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

interface Received {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

export class LightHttpHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #agents: { readonly http: http.Agent; readonly https: https.Agent };

  readonly #longestSilence: number | undefined;

  /** @param longestSilence - milliseconds, instead of what the invocation allows */
  constructor(longestSilence?: number) {
    this.#longestSilence = longestSilence;
    const options = { keepAlive: true, maxSockets: SOCKETS, timeout: IDLE_MS };
    this.#agents = { http: new http.Agent(options), https: new https.Agent(options) };
  }

  /**
   * The answer with its whole body, if it comes in the time that the invocation leaves. Rejects with an error that the
   * SDK repeats (`TimeoutError`, or Node's own).
   */
  async handle(request: unknown): Promise<{ response: Received }> {
    const { protocol, hostname, port, method, path, query = {}, headers, body } = request as SignedRequest;
    // Signed, but never sent: the service would answer something else, or refuse the signature.
    for (const name in query) throw new Error(`No service that is called in the light way has a query: ${name}`);
    const options = { host: hostname, port, method, path, headers };
    const { until, silence } = patience();
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        const error = Object.assign(new Error('The service does not answer'), { name: 'TimeoutError' });
        reject(error);
        sent.destroy(error);
      };
      const answered = (answer: http.IncomingMessage): void => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => {
          parts.push(part);
          if (performance.now() > until) giveUp();
        });
        answer.on('error', reject);
        answer.on('end', () => resolve({ response: receivedOf(answer, parts) }));
      };
      const sent =
        protocol === 'http:'
          ? http.request({ ...options, agent: this.#agents.http }, answered)
          : https.request({ ...options, agent: this.#agents.https }, answered);
      sent.on('error', reject);
      sent.on('socket', (socket: Socket) => {
        const left = () => silence(this.#longestSilence);
        const wait = () => socket.setTimeout(left());
        const look = () => ifSilent(socket, giveUp, wait);
        socket.on('timeout', look);
        sent.once('close', () => socket.off('timeout', look));
        if (!socket.connecting) return wait();
        socket.setTimeout(Math.min(CONNECT_MS, left()));
        socket.once(protocol === 'http:' ? 'connect' : 'secureConnect', wait);
      });
      sent.end(bytesOf(body));
    });
  }

  destroy(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  /** The SDK's settings are for its own handler. */
  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): object {
    return {};
  }
}

/** After a process was busy for long, its timers come before what has arrived: whether it has is seen after that. */
export function ifSilent(socket: Socket, then: () => void, otherwise: () => void): void {
  const { bytesRead } = socket;
  setImmediate(() => (socket.bytesRead === bytesRead ? then() : otherwise()));
}

/** The SDK's own bytes pretend to be a text, and warn whoever reads them so. */
const bytesOf = (body: SignedRequest['body']): string | Uint8Array | undefined =>
  body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : body;

const receivedOf = ({ statusCode = -1, headers }: http.IncomingMessage, parts: readonly Buffer[]): Received => ({
  statusCode,
  // No header that AWS sends twice is read.
  headers: headers as Record<string, string>,
  body: parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts),
});

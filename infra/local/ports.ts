import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Local servers listen only here, but for the one in front, which has `$HOST`. */
export const HOST = '127.0.0.1';

/** Listens; resolves with the port. Rejects with `EADDRINUSE` when it is taken. */
export function listen(server: Server, port: number, host = HOST): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Closes a server and the connections that clients keep open. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await close(server);
  return port;
}

/** Refuses, in one line, a port that is in use. Port 0 means any that is free. */
export async function assertFree(port: number, host = HOST): Promise<void> {
  const server = createServer();
  try {
    await listen(server, port, host);
  } catch (cause) {
    throw new Error(sentenceFor(cause as NodeJS.ErrnoException, port, host), { cause });
  }
  await close(server);
}

function sentenceFor({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code === 'EADDRINUSE') return `Port ${port} is in use: set PORT to another one.`;
  if (code === 'EACCES') return `You may not take port ${port}: set PORT to one from 1024 on.`;
  return `HOST: this machine cannot listen on ${host} (${message}).`;
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** All local servers listen only here. */
export const HOST = '127.0.0.1';

/** Listens on 127.0.0.1; resolves with the port. Rejects with `EADDRINUSE` when it is taken. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
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
export async function assertFree(port: number): Promise<void> {
  const server = createServer();
  try {
    await listen(server, port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(code === 'EADDRINUSE' ? `Port ${port} is in use: set PORT to another one.` : String(error), {
      cause: error,
    });
  }
  await close(server);
}

import type { IncomingMessage } from 'node:http';

/**
 * The whole body of a request or an answer. `buffer` of `node:stream/consumers` collects it in a `Blob`, and takes five
 * times as long. Rejects when the other side ends early.
 * @param most - bytes; of a larger body the rest is dropped, and the result is null
 */
export function bytesOf(message: IncomingMessage): Promise<Buffer>;
export function bytesOf(message: IncomingMessage, most: number): Promise<Buffer | null>;
export function bytesOf(message: IncomingMessage, most = Number.POSITIVE_INFINITY): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    let parts: Buffer[] = [];
    let length = 0;
    message.on('data', (part: Buffer) => {
      length += part.length;
      if (length <= most) parts.push(part);
      else parts = [];
    });
    message.on('end', () => resolve(length > most ? null : Buffer.concat(parts)));
    message.on('error', reject);
    message.on('close', () => {
      if (!message.complete) reject(new Error('The other side ended the connection'));
    });
  });
}

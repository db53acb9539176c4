import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bytesOf } from '../../../../infra/local/http/bytes.ts';
import { close, HOST, listen } from '../../../../infra/local/ports.ts';

const MOST = 100_000;
let port = 0;
let failed = Promise.withResolvers<Error>();
const server = createServer((incoming, response) => {
  bytesOf(incoming, MOST).then(
    (body) => response.end(body === null ? 'too large' : body.toString('hex')),
    (error) => failed.resolve(error),
  );
});
beforeAll(async () => {
  port = await listen(server, 0);
});
afterAll(() => close(server));

const answerTo = async (body: Buffer): Promise<string> => {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const sent = request({ host: HOST, port, method: 'POST', agent: false }, (answer) => {
    bytesOf(answer).then(resolve, reject);
  });
  sent.on('error', reject).end(body);
  return (await promise).toString();
};

it.each([0, 1, 70_000, MOST])('a body of %i bytes is whole', async (length) => {
  const body = Buffer.alloc(length, 0xfe);
  expect(await answerTo(body)).toBe(body.toString('hex'));
});

it('a larger body is null, however much of it comes', async () => {
  for (const length of [MOST + 1, 5 * MOST]) expect(await answerTo(Buffer.alloc(length))).toBe('too large');
});

it('a body whose sender goes away is refused', async () => {
  failed = Promise.withResolvers<Error>();
  const socket = connect(port, HOST, () => {
    socket.write('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50\r\n\r\nhalf', () => socket.destroy());
  });
  expect(await failed.promise).toBeInstanceOf(Error);
});

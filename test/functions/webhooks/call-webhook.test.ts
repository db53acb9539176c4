import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { callWebhook } from '../../../functions/webhooks/waiting-deliveries.ts';
import { close, listen } from '../../../infra/local/ports.ts';

it.each([
  ['an answer of 2xx', 'HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n', null],
  [
    'a redirect',
    'HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1/\r\n\r\n',
    { code: 'webhook_answered', status: 307 },
  ],
  [
    'a change of protocols',
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
    expect.objectContaining({ code: expect.stringMatching(/^webhook_unreachable/) }),
  ],
  ['what is no HTTP', 'hello\r\n\r\n', { code: 'webhook_unreachable' }],
  ['an end without an answer', null, { code: 'webhook_unreachable_for', reason: 'ECONNRESET' }],
])('a call comes to its end after %s', async (_, answer, problem) => {
  const server = createServer((_, { socket }) => (answer === null ? socket?.destroy() : socket?.write(answer)));
  const url = `http://127.0.0.1:${await listen(server, 0)}/`;
  const called = await callWebhook({ url, body: '{}', headers: {}, seconds: 10, toLoopback: true });
  expect(called).toEqual(problem);
  await close(server);
});

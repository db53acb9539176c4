import { expect, test } from 'vitest';
import { toResponse } from '../../../../infra/local/http/response.ts';

const answered = (result: unknown) => {
  const { status, headers, body } = toResponse(JSON.stringify(result));
  return { status, headers, body: body.toString() };
};

test('a structured result', () => {
  const result = { statusCode: 201, headers: { 'X-Count': 3 }, cookies: ['a=1', 'b=2'], body: 'done' };
  expect(answered(result)).toEqual({
    status: 201,
    headers: { 'content-type': 'text/plain;charset=utf-8', 'x-count': '3', 'set-cookie': ['a=1', 'b=2'] },
    body: 'done',
  });
});

test('a body in base64', () => {
  expect(answered({ statusCode: 200, isBase64Encoded: true, body: 'aGVsbG8=' }).body).toBe('hello');
});

test('no body', () => {
  expect(answered({ statusCode: 204 })).toEqual({ status: 204, headers: {}, body: '' });
});

test.each([
  [{ a: 1 }, '{"a":1}'],
  ['text', 'text'],
  [null, 'null'],
])('a result without a status is the body of a 200: %j', (result, body) => {
  expect(answered(result)).toEqual({ status: 200, headers: { 'content-type': 'application/json' }, body });
});

test('a malformed result is a 500 with the message of API Gateway', () => {
  expect(answered({ statusCode: 'ok' })).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
});

import { describe, expect, test } from 'vitest';
import { type HttpRequest, toEvent } from '../../../../infra/local/http/event.ts';

const routing = {
  routeKey: 'ANY /items',
  pathParameters: {},
  requestId: 'r1',
  now: Date.UTC(2026, 10, 24, 15, 41, 39),
};

const eventOf = (request: Partial<HttpRequest>) =>
  toEvent(
    {
      method: 'GET',
      url: '/items',
      headers: { host: '127.0.0.1:1' },
      body: Buffer.from(''),
      sourceIp: '127.0.0.1',
      ...request,
    },
    routing,
  );

describe('payload format 2.0', () => {
  test('carries path, method, route and time', () => {
    const event = eventOf({ method: 'DELETE', headers: { host: 'h', 'user-agent': 'curl' } });
    expect(event).toMatchObject({ version: '2.0', routeKey: 'ANY /items', rawPath: '/items', rawQueryString: '' });
    expect(event.requestContext).toMatchObject({
      http: { method: 'DELETE', path: '/items', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'curl' },
      domainName: 'h',
      requestId: 'r1',
      routeKey: 'ANY /items',
      stage: '$default',
      time: '24/Nov/2026:15:41:39 +0000',
      timeEpoch: 1795534899000,
    });
  });

  test('joins repeated query parameters by commas and decodes them', () => {
    const event = eventOf({ url: '/items?urn=tel%3A%2B250&a=1&a=2&empty=&q=x%3Fy?z' });
    expect(event.rawQueryString).toBe('urn=tel%3A%2B250&a=1&a=2&empty=&q=x%3Fy?z');
    expect(event.queryStringParameters).toEqual({ urn: 'tel:+250', a: '1,2', empty: '', q: 'x?y?z' });
  });

  test('leaves out what the request does not have', () => {
    const event = eventOf({});
    for (const key of ['queryStringParameters', 'pathParameters', 'cookies', 'body'])
      expect(event).not.toHaveProperty(key);
    expect(event.isBase64Encoded).toBe(false);
  });

  test('moves cookies out of the headers', () => {
    const event = eventOf({ headers: { host: 'h', cookie: 'a=1; b=2' } });
    expect(event.cookies).toEqual(['a=1', 'b=2']);
    expect(event.headers).toEqual({ host: 'h', 'x-forwarded-proto': 'http' });
  });

  test.each([
    ['application/json', false],
    ['application/problem+json; charset=utf-8', false],
    ['text/csv', false],
    [undefined, false],
    ['application/x-www-form-urlencoded', true],
    ['image/png', true],
  ])('a body of %s: base64 %s', (type, base64) => {
    const { body, isBase64Encoded } = eventOf({
      headers: { ...(type && { 'content-type': type }) },
      body: Buffer.from('{"ä":"🐭"}'),
    });
    expect(isBase64Encoded).toBe(base64);
    expect(Buffer.from(body ?? '', base64 ? 'base64' : 'utf8').toString()).toBe('{"ä":"🐭"}');
  });

  test('a body that is not UTF-8 arrives in base64, whatever its content type', () => {
    expect(eventOf({ headers: { 'content-type': 'application/json' }, body: Buffer.from([0xff, 0x00]) })).toMatchObject(
      {
        body: '/wA=',
        isBase64Encoded: true,
      },
    );
  });
});

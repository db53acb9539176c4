import { expect, test } from 'vitest';
import { publicUrl } from '../../../shared/lambda/public-url.ts';

const linksFor = (headers: Record<string, string>) => {
  const requestContext = { domainName: 'abc.execute-api.eu-west-1.amazonaws.com' } as never;
  return publicUrl({ headers, rawPath: '/api/v2/contacts.json', requestContext });
};

test.each<[string, Record<string, string>, string]>([
  ['the local runner', { host: '127.0.0.1:8080', 'x-forwarded-proto': 'http' }, 'http://127.0.0.1:8080'],
  ['the local runner by its IPv6 address', { host: '[::1]:8080', 'x-forwarded-proto': 'http' }, 'http://[::1]:8080'],
  [
    'API Gateway by its own name',
    { host: 'abc.execute-api.eu-west-1.amazonaws.com', 'x-forwarded-proto': 'https' },
    'https://abc.execute-api.eu-west-1.amazonaws.com',
  ],
  [
    'API Gateway by a custom domain',
    { host: 'api.example.org', 'x-forwarded-proto': 'https' },
    'https://api.example.org',
  ],
  [
    'CloudFront, which sends the host in a header of its own',
    {
      host: 'abc.execute-api.eu-west-1.amazonaws.com',
      'x-forwarded-host': 'd1.cloudfront.net',
      'x-forwarded-proto': 'https',
    },
    'https://d1.cloudfront.net',
  ],
  [
    'CloudFront, called by http',
    { host: 'api.example.org', 'cloudfront-forwarded-proto': 'http', 'x-forwarded-proto': 'https' },
    'http://api.example.org',
  ],
  [
    'two proxies, the first of which the client called',
    { host: 'inner', 'x-forwarded-host': 'api.example.org:8443, middle', 'x-forwarded-proto': 'https, http' },
    'https://api.example.org:8443',
  ],
])('links have the origin that the client called: %s', (_, headers, origin) => {
  expect(linksFor(headers)).toBe(`${origin}/api/v2/contacts.json`);
});

test.each(['evil.example/path?', 'user@evil.example', 'a b', '', '-', 'x"onload'])(
  'an invalid host is not used in links: %s',
  (host) => {
    const own = 'https://abc.execute-api.eu-west-1.amazonaws.com/api/v2/contacts.json';
    expect(linksFor({ host, 'x-forwarded-host': host, 'x-forwarded-proto': 'javascript' })).toBe(own);
  },
);

import { expect, test } from 'vitest';
import { publicUrl } from '../../../shared/lambda/http/read-request.ts';
import cases from '../../cases/lambda/public-url.json' with { type: 'json' };

const linksFor = (headers: Record<string, string>) => {
  const requestContext = { domainName: 'abc.execute-api.eu-west-1.amazonaws.com' } as never;
  return publicUrl({ headers, rawPath: '/api/v2/contacts.json', requestContext });
};

test.each(cases.origins as unknown as [string, Record<string, string>, string][])(
  'links have the origin that the client called: %s',
  (_, headers, origin) => {
    expect(linksFor(headers)).toBe(`${origin}/api/v2/contacts.json`);
  },
);

test.each(['evil.example/path?', 'user@evil.example', 'a b', '', '-', 'x"onload'])(
  'an invalid host is not used in links: %s',
  (host) => {
    const own = 'https://abc.execute-api.eu-west-1.amazonaws.com/api/v2/contacts.json';
    expect(linksFor({ host, 'x-forwarded-host': host, 'x-forwarded-proto': 'javascript' })).toBe(own);
  },
);

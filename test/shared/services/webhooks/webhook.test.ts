import { describe, expect, it } from 'vitest';
import { delayAfter, MOST_ATTEMPTS } from '../../../../shared/domain/bus/webhook.ts';
import { isPublicAddress } from '../../../../shared/services/webhooks/public-address.ts';
import { webhookUrlProblem } from '../../../../shared/services/webhooks/webhook-url.ts';

describe('an address of the internet', () => {
  it.each(['1.1.1.1', '52.95.110.1', '172.32.0.1', '100.128.0.1', '2a00:1450:4001::1', '2600:1f14::5'])(
    '%s is one',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ...[
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '127.1.2.3',
      '169.254.169.254',
      '169.254.170.2',
      '172.16.0.1',
      '172.31.255.255',
    ],
    ...[
      '192.0.0.8',
      '192.0.2.1',
      '192.168.1.1',
      '198.18.0.1',
      '198.51.100.1',
      '203.0.113.1',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:a9fe:a9fe',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
      '64:ff9b:1::1',
      '100::1',
    ],
    ...['2001::1', '2001:db8::1', '2002:7f00:1::', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fec0::1', 'ff02::1'],
    ...['', 'example.com', '1.2.3', '010.0.0.1'],
  ])('%s is none', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('the address of a webhook', () => {
  it.each([
    'https://hooks.example.com/',
    'https://a.co:8443/x?y=1',
    'https://1.1.1.1/',
    'https://[2a00:1450:4001::1]/',
  ])('may be %s', (url) => {
    expect(webhookUrlProblem(url, { toLoopback: false })).toBeNull();
  });

  it.each([
    ['no_url', ['hooks.example.com', '', 'https://']],
    ['url_not_secure', ['http://hooks.example.com/', 'ftp://example.com/', 'file:///etc/passwd']],
    ['url_with_user', ['https://user:secret@example.com/']],
    ['url_inside', ['https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f.0.0.1/']],
    ['url_inside', ['https://0177.0.0.1/', 'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'https://10.0.0.1./']],
    ['url_inside', ['https://169.254.169.254/latest/meta-data', 'https://localhost/', 'https://LOCALHOST./']],
    ['url_inside', ['https://api.internal/', 'https://a.localhost/']],
    ['url_half', ['https://db/', 'https://nonsense']],
  ])('is %s of %j', (code, urls) => {
    for (const url of urls) expect(webhookUrlProblem(url, { toLoopback: false })).toEqual({ code });
  });

  it('may be http://127.0.0.1 where that is set, and nothing else inside', () => {
    expect(webhookUrlProblem('http://127.0.0.1:9000/', { toLoopback: true })).toBeNull();
    for (const url of ['http://localhost:9000/', 'http://10.0.0.1/', 'http://example.com/', 'https://192.168.0.1/'])
      expect(webhookUrlProblem(url, { toLoopback: true })).not.toBeNull();
  });
});

it.each([
  ['https://dormouse.example.org/in/x', true],
  ['https://DORMOUSE.example.org./api', true],
  ['https://dormouse.example.org:443/', true],
  ['https://other.example.org/', false],
  ['https://dormouse.example.org.evil.example.com/', false],
  ['http://127.0.0.1:8080/in/x', true],
  ['http://127.1:8080/in/x', true],
  ['http://0x7f000001:8080/', true],
  ['http://127.0.0.1:9000/', false],
])('the service itself is no address of a webhook: %s', (url, isOwn) => {
  const problem = webhookUrlProblem(url, { toLoopback: true, own: ['dormouse.example.org', '127.0.0.1:8080'] });
  expect(problem).toEqual(isOwn ? { code: 'url_own' } : null);
});

it('waits longer after each attempt, and gives up after some seven hours', () => {
  const delays = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, n) => delayAfter(n + 1));
  expect(delays.slice(0, 6)).toEqual([5, 15, 45, 135, 405, 900]);
  expect(delays.reduce((sum, one) => sum + one, 0) / 3_600).toBeCloseTo(6.2, 1);
});

import { describe, expect, it } from 'vitest';
import { delayAfter, MOST_ATTEMPTS } from '../../../../shared/domain/bus/webhook.ts';
import { isPublicAddress } from '../../../../shared/services/webhooks/public-address.ts';
import { webhookUrlProblem } from '../../../../shared/services/webhooks/webhook-url.ts';
import urls from '../../../cases/security/webhook-urls.json' with { type: 'json' };

describe('an address of the internet', () => {
  it.each(['1.1.1.1', '52.95.110.1', '172.32.0.1', '100.128.0.1', '2a00:1450:4001::1', '2600:1f14::5'])(
    '%s is one',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each(urls.inside)('%s is none', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('the address of a webhook', () => {
  it.each(urls.allowed)('may be %s', (url) => {
    expect(webhookUrlProblem(url, { toLoopback: false })).toBeNull();
  });

  it.each(urls.refused as [string, string[]][])('is %s of %j', (code, urls) => {
    for (const url of urls) expect(webhookUrlProblem(url, { toLoopback: false })).toEqual({ code });
  });

  it('may be none where the service sends nothing', () => {
    for (const url of ['https://hooks.example.org/', 'http://127.0.0.1:9000/'])
      expect(webhookUrlProblem(url, { toLoopback: true, sendsNothing: true })).toEqual({ code: 'sends_nothing' });
  });

  it('may be http://127.0.0.1 where that is set, and nothing else inside', () => {
    expect(webhookUrlProblem('http://127.0.0.1:9000/', { toLoopback: true })).toBeNull();
    for (const url of ['http://localhost:9000/', 'http://10.0.0.1/', 'http://example.com/', 'https://192.168.0.1/'])
      expect(webhookUrlProblem(url, { toLoopback: true })).not.toBeNull();
  });
});

it.each(urls.of_the_service as [string, boolean][])(
  'the service itself is no address of a webhook: %s',
  (url, isOwn) => {
    const problem = webhookUrlProblem(url, { toLoopback: true, own: ['dormouse.example.org', '127.0.0.1:8080'] });
    expect(problem).toEqual(isOwn ? { code: 'url_own' } : null);
  },
);

it('waits longer after each attempt, and gives up after some seven hours', () => {
  const delays = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, n) => delayAfter(n + 1));
  expect(delays.slice(0, 6)).toEqual([5, 15, 45, 135, 405, 900]);
  expect(delays.reduce((sum, one) => sum + one, 0) / 3_600).toBeCloseTo(6.2, 1);
});

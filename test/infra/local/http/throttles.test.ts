import { expect, it } from 'vitest';
import { createThrottles } from '../../../../infra/local/http/throttles.ts';

const route = (key: string, throttle: { readonly rate: number; readonly burst: number } | null) => ({
  ...{ key, throttle },
  functionName: 'f',
  timeoutMs: 1,
});

it('a route has a burst, and then its rate; another has its own, and one without a throttle has room always', () => {
  let now = 1_000_000;
  const hasRoom = createThrottles(() => now);
  const [inbound, api, free] = [
    route('ANY /in/{channel}', { rate: 2, burst: 3 }),
    route('$default', { rate: 1, burst: 1 }),
    route('GET /free', null),
  ];
  const many = (of: typeof inbound, count: number) => Array.from({ length: count }, () => hasRoom(of));
  expect(many(inbound, 5)).toEqual([true, true, true, false, false]);
  expect(many(api, 2)).toEqual([true, false]);
  expect(many(free, 5)).toEqual([true, true, true, true, true]);
  now += 500;
  expect(many(inbound, 2)).toEqual([true, false]);
  now += 60_000;
  expect(many(inbound, 4)).toEqual([true, true, true, false]);
});

/** What is tried again: a conflict with another writer, and a call that is throttled or lost. */

import {
  InternalServerError,
  ProvisionedThroughputExceededException,
  RequestLimitExceeded,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it, vi } from 'vitest';
import { COLLISIONS, CONFLICT, ContentionError, RACES, retryOnConflict } from '../../../../shared/data/dynamo/retry.ts';
import {
  BusyError,
  PARTLY,
  patience,
  retryWithinLimit,
  withRetryLimit,
} from '../../../../shared/data/dynamo/retry-limit.ts';
import { isBusy, isThrottle } from '../../../../shared/data/dynamo/throttles.ts';

const budget = { attempts: 5, firstWait: 10, longestWait: 30 };

/** An attempt that conflicts `times` times before it returns `done`, and the waits in between. */
function losing(times: number) {
  const waits: number[] = [];
  const attempt = vi.fn(async () => (attempt.mock.calls.length > times ? 'done' : CONFLICT));
  const wait = async (ms: number) => waits.push(ms);
  return { waits, attempt, run: () => retryOnConflict(budget, 'a contact', attempt, wait) };
}

describe('retryOnConflict', () => {
  it.each([
    ['at once', 0, []],
    ['after waits at random, up to twice as long each time, but never longer than the longest', 4, [10, 20, 30, 30]],
  ])('ends %s, after %i conflicts', async (_, conflicts, expected) => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const { waits, attempt, run } = losing(conflicts);
    expect(await run()).toBe('done');
    expect([attempt.mock.calls.length, waits]).toEqual([conflicts + 1, expected]);
  });

  it('ends in ContentionError when every attempt has lost, and does not wait after the last', async () => {
    const { waits, attempt, run } = losing(9);
    await expect(run()).rejects.toThrow(ContentionError);
    expect([attempt.mock.calls.length, waits.length]).toEqual([5, 4]);
  });

  it('returns false, null and undefined as values', async () => {
    for (const value of [false, null, undefined])
      expect(await retryOnConflict(budget, 'a contact', async () => value)).toBe(value);
  });

  it('rethrows at once what an attempt throws', async () => {
    const attempt = vi.fn(async () => {
      throw new TypeError('a bug');
    });
    await expect(retryOnConflict(budget, 'a contact', attempt)).rejects.toThrow(TypeError);
    expect(attempt).toHaveBeenCalledTimes(1);
  });
});

it.each([
  ['races', RACES, 635],
  ['collisions', COLLISIONS, 5_120],
])('a caller waits for %s at most %j: %i ms', async (_, allowed, most) => {
  vi.spyOn(Math, 'random').mockReturnValue(1);
  const waits: number[] = [];
  const wait = async (ms: number) => waits.push(ms);
  await expect(retryOnConflict(allowed, 'an item', async () => CONFLICT, wait)).rejects.toThrow(ContentionError);
  expect(waits.reduce((sum, ms) => sum + ms)).toBe(most);
});

const throttle = new ProvisionedThroughputExceededException({ message: 'too much', $metadata: {} });
const named = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
    $metadata: {},
  });

type RetryLimit = Parameters<typeof withRetryLimit>[0];

const limit = (more: Partial<RetryLimit> = {}): RetryLimit => ({
  waitUntil: Number.POSITIVE_INFINITY,
  callUntil: Number.POSITIVE_INFINITY,
  firstWait: 1,
  longestWait: 2,
  ...more,
});

/** An attempt that throws or returns these in turn. */
const attempting = (...outcomes: unknown[]) =>
  vi.fn(async () => {
    const outcome = outcomes.shift();
    if (outcome instanceof Error) throw outcome;
    return outcome;
  });

describe('retryWithinLimit', () => {
  it('makes one attempt when it succeeds', async () => {
    const attempt = attempting('done');
    expect(await retryWithinLimit(attempt)).toBe('done');
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it('makes an attempt again as long as it is throttled, in whichever form, and when only a part was done', async () => {
    const attempt = attempting(throttle, cancelled('None', 'ThrottlingError'), PARTLY, named('ThrottlingException'), 7);
    expect(await withRetryLimit(limit(), () => retryWithinLimit(attempt))).toBe(7);
    expect(attempt).toHaveBeenCalledTimes(5);
  });

  it('throws BusyError, with what happened last as its cause, when a wait would last too long', async () => {
    const attempt = attempting(throttle);
    const run = withRetryLimit(limit({ waitUntil: performance.now() - 1 }), () => retryWithinLimit(attempt));
    await expect(run).rejects.toThrow(BusyError);
    await expect(run).rejects.toMatchObject({ cause: throttle });
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it('begins no call after its time', async () => {
    const attempt = attempting('done');
    const run = withRetryLimit(limit({ callUntil: performance.now() - 1 }), () => retryWithinLimit(attempt));
    await expect(run).rejects.toThrow(BusyError);
    expect(attempt).not.toHaveBeenCalled();
  });

  it('throws anything else at once', async () => {
    const attempt = attempting(cancelled('ConditionalCheckFailed', 'None'));
    await expect(withRetryLimit(limit(), () => retryWithinLimit(attempt))).rejects.toThrow(
      TransactionCanceledException,
    );
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it('waits at random, up to twice as long each time but never longer than the longest wait', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(1);
    const begun = performance.now();
    await withRetryLimit(limit({ firstWait: 8, longestWait: 16 }), () =>
      retryWithinLimit(attempting(throttle, throttle, throttle, 'done')),
    );
    // Timers may fire a fraction of a millisecond early.
    expect(performance.now() - begun).toBeGreaterThanOrEqual(8 + 16 + 16 - 3);
    random.mockRestore();
  });
});

describe('what is worth another attempt', () => {
  it.each([
    throttle,
    new RequestLimitExceeded({ message: 'x', $metadata: {} }),
    named('ThrottlingException'),
    named('RequestThrottled'),
    cancelled('None', 'ThrottlingError'),
    cancelled('ProvisionedThroughputExceeded'),
  ])('$name, which is a throttle', (error) => expect([isThrottle(error), isBusy(error)]).toEqual([true, true]));

  it.each([
    new InternalServerError({ message: 'x', $metadata: {} }),
    named('TimeoutError'),
    named('Error', { code: 'ECONNRESET' }),
    named('Error', { code: 'ECONNREFUSED' }),
  ])('$name, which is none', (error) => expect([isThrottle(error), isBusy(error)]).toEqual([false, true]));

  it.each([
    cancelled('ConditionalCheckFailed'),
    cancelled('TransactionConflict'),
    new TypeError('a bug'),
    'text',
    null,
  ])('not %s', (error) => expect([isThrottle(error), isBusy(error)]).toEqual([false, false]));
});

it.each([14_000.5, 7.3, 0.1])('a function with %s ms left is given a patience that AbortSignal takes', async (left) => {
  const endsAt = performance.now() + left;
  await withRetryLimit(limit({ endsAt }), async () => {
    expect(() => AbortSignal.timeout(patience().silence(7_000))).not.toThrow();
  });
});

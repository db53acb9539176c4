import {
  InternalServerError,
  ProvisionedThroughputExceededException,
  RequestLimitExceeded,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it, vi } from 'vitest';
import {
  BusyError,
  PARTLY,
  patience,
  type RetryLimit,
  retryWithinLimit,
  withRetryLimit,
} from '../../../../shared/data/dynamo/retry-limit.ts';
import { isBusy, isThrottle } from '../../../../shared/data/dynamo/throttles.ts';

const throttle = new ProvisionedThroughputExceededException({ message: 'too much', $metadata: {} });
const named = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
    $metadata: {},
  });

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

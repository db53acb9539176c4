import { describe, expect, it, vi } from 'vitest';
import { COLLISIONS, CONFLICT, ContentionError, RACES, retryOnConflict } from '../../../../shared/data/dynamo/retry.ts';

const budget = { attempts: 5, firstWait: 10, longestWait: 30 };

/** An attempt that conflicts `times` times before it returns `done`, and the waits in between. */
function losing(times: number) {
  const waits: number[] = [];
  const attempt = vi.fn(async () => (attempt.mock.calls.length > times ? 'done' : CONFLICT));
  const wait = async (ms: number) => waits.push(ms);
  return { waits, attempt, run: () => retryOnConflict(budget, 'a contact', attempt, wait) };
}

describe('retryOnConflict', () => {
  it('makes one attempt and does not wait when there is no conflict', async () => {
    const { waits, attempt, run } = losing(0);
    expect(await run()).toBe('done');
    expect([attempt.mock.calls.length, waits]).toEqual([1, []]);
  });

  it('waits at random, up to twice as long each time, but never longer than the longest wait', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const { waits, attempt, run } = losing(4);
    expect(await run()).toBe('done');
    expect([attempt.mock.calls.length, waits]).toEqual([5, [10, 20, 30, 30]]);
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
  let waited = 0;
  const wait = async (ms: number) => {
    waited += ms;
  };
  await expect(retryOnConflict(allowed, 'an item', async () => CONFLICT, wait)).rejects.toThrow(ContentionError);
  expect(waited).toBe(most);
});

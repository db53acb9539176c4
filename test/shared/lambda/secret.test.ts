import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SECRET_FRESH_MS, SECRET_KEPT_MS } from '../../../shared/domain/keys/rotation.ts';
import { keepSecret } from '../../../shared/lambda/clients/kept-secret.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What is fetched is `value`, or fails when that is null. */
function source(value: string | null) {
  const from = { value, fetches: 0 };
  const key = keepSecret(async () => {
    from.fetches++;
    if (from.value === null) throw new Error('Secrets Manager is down');
    return from.value;
  });
  return { from, key };
}

it('is fetched once, and anew after a quarter of an hour: so another one becomes known', async () => {
  const { from, key } = source('old');
  expect([await key(), await key()]).toEqual(['old', 'old']);
  from.value = 'new';
  vi.advanceTimersByTime(SECRET_FRESH_MS - 1);
  expect(await key()).toBe('old');
  vi.advanceTimersByTime(1);
  expect([await key(), await key()]).toEqual(['new', 'new']);
  expect(from.fetches).toBe(2);
});

it('is the last one while none can be fetched, for a quarter of an hour more, and tried once a minute; then none', async () => {
  const { from, key } = source('old');
  await key();
  from.value = null;
  vi.advanceTimersByTime(SECRET_FRESH_MS);
  expect([await key(), await key()]).toEqual(['old', 'old']);
  expect(from.fetches).toBe(2);
  vi.advanceTimersByTime(60_000);
  expect(await key()).toBe('old');
  expect(from.fetches).toBe(3);
  vi.advanceTimersByTime(SECRET_KEPT_MS);
  await expect(key()).rejects.toThrow('Secrets Manager is down');
  from.value = 'new';
  expect(await key()).toBe('new');
});

it('is fetched again at the next call after a first failure', async () => {
  const { from, key } = source(null);
  await expect(key()).rejects.toThrow('Secrets Manager is down');
  from.value = 'old';
  expect(await key()).toBe('old');
});

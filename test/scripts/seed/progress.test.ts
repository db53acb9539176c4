import { expect, it } from 'vitest';
import { duration, progressLine } from '../../../scripts/seed/progress.ts';

it.each([
  [200, '1 s'],
  [42_000, '42 s'],
  [180_000, '3 min'],
  [3_600_000, '1 h'],
  [9_300_000, '2 h 35 min'],
])('%i ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});

it('the time left is estimated from the speed so far', () => {
  expect(progressLine(0, 2_000, 500)).toBe('0 of 2,000 contacts');
  expect(progressLine(500, 2_000, 10_000)).toBe('500 of 2,000 contacts, 30 s left');
  expect(progressLine(2_000, 2_000, 41_000)).toBe('2,000 of 2,000 contacts in 41 s');
});

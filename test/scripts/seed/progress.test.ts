import { expect, it } from 'vitest';
import { duration, progressLine } from '../../../scripts/seed/progress.ts';
import cases from '../../cases/scripts/seed/progress.json' with { type: 'json' };

it.each(cases.durations as unknown as [number, string][])('%i ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});

it('the time left is estimated from the speed so far', () => {
  expect(progressLine(0, 2_000, 500)).toBe('0 of 2,000 contacts');
  expect(progressLine(500, 2_000, 10_000)).toBe('500 of 2,000 contacts, 30 s left');
  expect(progressLine(2_000, 2_000, 41_000)).toBe('2,000 of 2,000 contacts in 41 s');
});

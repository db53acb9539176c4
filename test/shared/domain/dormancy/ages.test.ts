import { describe, expect, test } from 'vitest';
import { agesAt, MONTHS } from '../../../../shared/domain/dormancy/ages.ts';
import { nextSweep } from '../../../../shared/domain/dormancy/sweep.ts';
import { formatInstant } from '../../../../shared/domain/instant.ts';
import { at } from '../jobs/samples.ts';

describe('how long contacts have been quiet', () => {
  const now = at('2026-01-15T10:00:00Z');

  test('is told for two years, the month of today last', () => {
    const { months } = agesAt(now, 'UTC', []);
    expect(months).toHaveLength(MONTHS);
    expect([months[0], months[11], months[12], months[23]]).toEqual(['2024-02', '2025-01', '2025-02', '2026-01']);
  });

  test('is told by stretches that have each day once', () => {
    const { stretches } = agesAt(now, 'UTC', [14, 30]);
    expect(stretches[0]).toEqual({ before: '2024-02-01' });
    expect(stretches.at(-1)).toEqual({ from: '2026-01-01' });
    for (const [index, { from }] of stretches.slice(1).entries()) expect(from).toBe(stretches[index]?.before);
  });
});

describe('the next sweep', () => {
  test.each([
    ['2026-11-24T00:59:59Z', '2026-11-24T01:00:00Z'],
    ['2026-11-24T01:00:00Z', '2026-11-25T01:00:00Z'],
    ['2026-12-31T23:00:00Z', '2027-01-01T01:00:00Z'],
  ])('after %s is %s', (now, next) => {
    expect(formatInstant(nextSweep(at(now)))).toBe(next);
  });
});

import { Cron } from 'croner';
import { expect, test } from 'vitest';
import { parseSchedule } from '../../../../infra/local/schedule/expression.ts';

test.each([
  ['rate(5 minutes)', { everyMs: 300_000 }],
  ['rate(1 hour)', { everyMs: 3_600_000 }],
  ['rate(2 days)', { everyMs: 172_800_000 }],
  ['cron(0 1 * * ? *)', { cron: '0 0 1 * * * *' }],
])('%s', (expression, timing) => {
  expect(parseSchedule(expression)).toEqual(timing);
});

test.each(['at(2030-01-01T00:00:00)', 'rate(5 fortnights)', 'cron(0 1 * *)'])('%s is refused by name', (expression) => {
  expect(() => parseSchedule(expression)).toThrow(expression);
});

test('weekdays count from 1 = Sunday, as on AWS', () => {
  const timing = parseSchedule('cron(30 6 ? * 2 *)');
  const pattern = 'cron' in timing ? timing.cron : '';
  const next = new Cron(pattern, { timezone: 'UTC', mode: '7-part', alternativeWeekdays: true, paused: true }).nextRun(
    new Date('2026-11-24T00:00:00Z'),
  );
  expect(next?.toISOString()).toBe('2026-11-30T06:30:00.000Z');
});

import { Cron } from 'croner';
import { expect, test } from 'vitest';
import { parseSchedule } from '../../../../infra/local/schedule/scheduler.ts';
import cases from '../../../cases/infra/local/schedule/expression.json' with { type: 'json' };

test.each(cases.expressions as unknown as [string, object][])('%s', (expression, timing) => {
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

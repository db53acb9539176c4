import { describe, expect, test } from 'vitest';
import type { ImportId } from '../../../../shared/domain/ids.ts';
import { addDays, type Instant, instant } from '../../../../shared/domain/instant.ts';
import { beginningOf, isStartDue, secondsUntil } from '../../../../shared/domain/jobs/scheduled-start.ts';
import { job, NOW } from './samples.ts';

const HOUR = 3_600_000_000;
const inHours = (hours: number): Instant => instant(NOW + hours * HOUR);

const archiving = job({ status: 'ready' });
const planned = job({ status: 'ready', notBefore: inHours(5) });
const deletion = job({ status: 'ready', work: { type: 'delete' } });
const plannedDeletion = job({ ...deletion, notBefore: inHours(5) });
const importing = job({ status: 'ready', work: { type: 'import', import: 'x' as ImportId } });

describe('when a job begins that is sent on its way', () => {
  test.each([
    ['at once', archiving, {}, { at: null }],
    ['at the time that was asked for before', planned, {}, { at: inHours(5) }],
    ['at another time', planned, { notBefore: inHours(2) }, { at: inHours(2) }],
    ['at once all the same', planned, { notBefore: null }, { at: null }],
    ['after 366 days at most', archiving, { notBefore: addDays(NOW, 366) }, { at: addDays(NOW, 366) }],
    [
      'not later than that',
      archiving,
      { notBefore: instant(addDays(NOW, 366) + 1) },
      { refusal: { code: 'waits_too_long', days: 366 } },
    ],
    ['an import at once', importing, { notBefore: inHours(1) }, { refusal: { code: 'import_cannot_wait' } }],
    ['which it need not say', importing, { notBefore: null }, { at: null }],
    ['a deletion at once, where none waits', deletion, {}, { at: null }],
  ])('%s', (_, given, asked, expected) => {
    expect(beginningOf(given, { settings: {}, now: NOW, ...asked })).toEqual(expected);
  });

  test.each([
    ['waits for that long', deletion, {}, { at: inHours(24) }],
    ['waits for that long, also when it was to begin earlier', plannedDeletion, {}, { at: inHours(24) }],
    ['may begin later', deletion, { notBefore: inHours(25) }, { at: inHours(25) }],
    [
      'cannot be asked to begin earlier',
      deletion,
      { notBefore: inHours(23) },
      { refusal: { code: 'deletion_waits', hours: 24 } },
    ],
    ['nor at once', deletion, { notBefore: null }, { refusal: { code: 'deletion_waits', hours: 24 } }],
    ['is alone in that', archiving, {}, { at: null }],
  ])('a deletion, where they wait for 24 hours, %s', (_, given, asked, expected) => {
    expect(beginningOf(given, { settings: { deleteDelayHours: 24 }, now: NOW, ...asked })).toEqual(expected);
  });
});

test('a job that waits is due at its time, half a second early for the clocks of two machines', () => {
  const waiting = job({ status: 'waiting', notBefore: inHours(1) });
  expect(isStartDue(waiting, inHours(1))).toBe(true);
  expect(isStartDue(waiting, instant(inHours(1) - 400_000))).toBe(true);
  expect(isStartDue(waiting, instant(inHours(1) - 600_000))).toBe(false);
  expect(isStartDue({ ...waiting, status: 'queued' }, inHours(2))).toBe(false);
  expect([secondsUntil(waiting, NOW), secondsUntil(waiting, inHours(2))]).toEqual([3_600, 0]);
});

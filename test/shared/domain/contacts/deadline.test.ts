import { describe, expect, test } from 'vitest';
import { dormancyDeadline, isDormancyDue, isQuietSince } from '../../../../shared/domain/contacts/dormancy-deadline.ts';
import { formatInstant, instant } from '../../../../shared/domain/instant.ts';
import deadlines from '../../../cases/domain/dormancy-deadline.json' with { type: 'json' };
import { at, contact } from '../jobs/samples.ts';

describe('the deadline of the dormancy flag', () => {
  test.each(deadlines as [string, number, string, string][])(
    'at %s for %i days in %s is %s',
    (now, days, timezone, deadline) => {
      expect(formatInstant(dormancyDeadline(at(now), days, timezone))).toBe(deadline);
    },
  );
});

describe('a contact is due', () => {
  const deadline = at('2026-08-26T00:00:00Z');

  test('when it was last seen before the deadline', () => {
    expect(isDormancyDue(contact({ lastSeenOn: instant(deadline - 1) }), deadline)).toBe(true);
    expect(isDormancyDue(contact({ lastSeenOn: deadline }), deadline)).toBe(false);
  });

  test('when it was never seen and created before the deadline', () => {
    expect(isDormancyDue(contact({ lastSeenOn: null, createdOn: instant(deadline - 1) }), deadline)).toBe(true);
    expect(isDormancyDue(contact({ lastSeenOn: null, createdOn: deadline }), deadline)).toBe(false);
  });
});

describe('a last sign of life leaves a contact dormant', () => {
  const now = at('2026-11-24T10:00:00Z');
  const days = (dormancyDays: number) => ({ dormancyDays, timezone: 'UTC' });

  test('when it was before the deadline', () => {
    expect(isQuietSince(at('2026-08-25T23:59:59Z'), days(90), now)).toBe(true);
    expect(isQuietSince(at('2026-08-26T00:00:00Z'), days(90), now)).toBe(false);
  });

  test('never, in a workspace that flags nobody', () => {
    expect(isQuietSince(at('2000-01-01T00:00:00Z'), days(0), now)).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { dormancyDeadline, isDormancyDue, isQuietSince } from '../../../../shared/domain/dormancy/deadline.ts';
import { formatInstant, instant } from '../../../../shared/domain/instant.ts';
import { at, contact } from '../jobs/samples.ts';

describe('the deadline of the dormancy flag', () => {
  test.each([
    ['2026-11-24T10:00:00Z', 90, 'UTC', '2026-08-26T00:00:00Z'],
    ['2026-11-24T00:00:00Z', 1, 'UTC', '2026-11-23T00:00:00Z'],
    ['2026-11-24T23:30:00Z', 1, 'Africa/Kigali', '2026-11-23T22:00:00Z'],
    ['2026-11-24T03:00:00Z', 1, 'America/New_York', '2026-11-22T05:00:00Z'],
    ['2026-11-02T12:00:00Z', 1, 'America/New_York', '2026-11-01T04:00:00Z'],
    ['2026-11-03T12:00:00Z', 1, 'America/New_York', '2026-11-02T05:00:00Z'],
    ['2026-04-06T12:00:00Z', 1, 'Australia/Lord_Howe', '2026-04-04T13:00:00Z'],
    ['2026-04-06T14:00:00Z', 1, 'Australia/Lord_Howe', '2026-04-05T13:30:00Z'],
    ['2026-11-24T18:30:00Z', 1, 'Asia/Kathmandu', '2026-11-23T18:15:00Z'],
    ['2026-11-24T10:00:00Z', 1, 'Pacific/Kiritimati', '2026-11-23T10:00:00Z'],
    ['2026-11-24T10:59:59Z', 1, 'Pacific/Pago_Pago', '2026-11-22T11:00:00Z'],
    ['2028-03-01T12:00:00Z', 1, 'UTC', '2028-02-29T00:00:00Z'],
  ])('at %s for %i days in %s is %s', (now, days, timezone, deadline) => {
    expect(formatInstant(dormancyDeadline(at(now), days, timezone))).toBe(deadline);
  });
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

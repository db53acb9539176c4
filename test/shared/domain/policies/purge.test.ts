import { describe, expect, test } from 'vitest';
import { addDays, dayOf, formatInstant } from '../../../../shared/domain/instant.ts';
import {
  afterPurgeNight,
  FIRST_DAY,
  isOverdue,
  lastDayDue,
  type PurgeNights,
  purgeNightsAt,
  purgesFrom,
  toAnnounce,
  toPurge,
} from '../../../../shared/domain/policies/purge.ts';
import { at } from '../jobs/samples.ts';

const now = at('2026-11-24T01:00:00Z');

describe('an archived contact is overdue', () => {
  const after30 = { purgeArchivedAfterDays: 30 };

  test.each([
    ['archived 30 days ago and never seen', '2026-10-25T01:00:00Z', null, true],
    ['archived a second later', '2026-10-25T01:00:01Z', null, false],
    ['archived long ago, and last seen 30 days ago', '2026-01-01T00:00:00Z', '2026-10-25T01:00:00Z', true],
    ['archived long ago, but seen a second later', '2026-01-01T00:00:00Z', '2026-10-25T01:00:01Z', false],
    ['archived yesterday, and last seen long ago', '2026-11-23T01:00:00Z', '2026-01-01T00:00:00Z', false],
  ])('%s', (_, statusOn, seen, overdue) => {
    const contact = { statusOn: at(statusOn), lastSeenOn: seen === null ? null : at(seen) };
    expect(isOverdue(contact, after30, now)).toBe(overdue);
  });

  test('never, in a workspace that does not want it', () => {
    const old = { statusOn: at('2000-01-01T00:00:00Z'), lastSeenOn: null };
    expect(isOverdue(old, {}, now)).toBe(false);
  });
});

/** The nights so far, of a setting that holds from a time. */
const nightsOf = (from: string | null = null, ...notices: PurgeNights['notices']): PurgeNights => ({
  ...{ days: 30, from: from === null ? null : at(from), notices },
});

const notice = (time: string, to: string) => ({ at: at(time), to });

describe('the nightly deletion of archived contacts', () => {
  test('begins eight days after the setting, a day more than the notice', () => {
    expect(formatInstant(purgesFrom(now))).toBe('2026-12-02T01:00:00Z');
  });

  test('takes the days whose contacts are all overdue, as far as a notice of a week ago covered them', () => {
    expect(lastDayDue(30, now)).toBe('2026-10-24');
    const [old, young] = [notice('2026-11-17T01:00:00Z', '2026-10-23'), notice('2026-11-17T01:00:01Z', '2026-10-24')];
    expect(toPurge(nightsOf(null, old, young), now)).toEqual({ from: '0000-01-01', to: '2026-10-23' });
    expect(toPurge(nightsOf(null, notice('2026-11-01T01:00:00Z', '2026-11-20')), now)?.to).toBe('2026-10-24');
    expect(toPurge(nightsOf(null, young), now)).toBeNull();
    expect(toPurge(nightsOf(), now)).toBeNull();
  });

  test('does not happen without the setting, or before the setting holds', () => {
    const old = notice('2026-11-17T01:00:00Z', '2026-10-24');
    expect(purgeNightsAt({ timezone: 'UTC' }, nightsOf(null, old), now)).toBeNull();
    expect(toPurge(nightsOf('2026-11-24T01:00:01Z', old), now)).toBeNull();
    expect(toPurge(nightsOf('2026-11-24T01:00:00Z', old), now)).not.toBeNull();
  });

  test('forgets the notices of another setting, of the future, and of before more than a week without a night', () => {
    const kept = { ...nightsOf(null, notice('2026-11-17T01:00:00Z', '2026-10-24')), at: at('2026-11-23T01:00:00Z') };
    const begun = (days: number, time: string, from?: string) =>
      purgeNightsAt(
        { ...{ purgeArchivedAfterDays: days, timezone: 'UTC' }, ...(from && { purgesFrom: at(from) }) },
        kept,
        at(time),
      );
    expect(begun(30, '2026-12-01T01:00:00Z')?.notices).toHaveLength(1);
    expect(begun(30, '2026-12-01T01:00:01Z')?.notices).toEqual([]);
    expect(begun(30, '2026-11-17T00:59:59Z')?.notices).toEqual([]);
    expect(begun(29, '2026-11-24T01:00:00Z')?.notices).toEqual([]);
    expect(begun(30, '2026-11-24T01:00:00Z', '2026-11-24T01:00:00Z')?.notices).toEqual([]);
  });

  test('keeps the notices of a week, and the last one before', () => {
    const sent = Array.from({ length: 30 }, (_, day) => ({
      at: addDays(now, day - 30),
      to: dayOf(addDays(now, day - 60)),
    }));
    const announced = { from: '2026-10-31', to: '2026-10-31' };
    const after = afterPurgeNight(nightsOf(null, ...sent), { announced, isThrough: true, timezone: 'UTC', now });
    expect(after.notices).toEqual([...sent.slice(-7), { at: now, to: '2026-10-31' }]);
  });
});

describe('the notice of a deletion', () => {
  test('announces each night the days that are new', () => {
    const last = notice('2026-11-20T01:00:00Z', '2026-10-28');
    expect(toAnnounce(nightsOf(null, last), now)).toEqual({ from: '2026-10-29', to: '2026-10-31' });
    expect(toAnnounce(nightsOf(null, { ...last, to: '2026-10-31' }), now)).toBeNull();
  });

  test('announces at first everyone who is overdue in a week', () => {
    const everyone = { from: FIRST_DAY, to: '2026-10-31' };
    expect(toAnnounce(nightsOf(), now)).toEqual(everyone);
    expect(toAnnounce(nightsOf('2026-12-01T01:00:00Z'), now)).toEqual(everyone);
  });

  test('covers only days that are over, since others may still be archived on them', () => {
    expect(toAnnounce({ ...nightsOf(), days: 1 }, now)).toEqual({ from: FIRST_DAY, to: '2026-11-23' });
  });

  test('does not come for a night before the setting holds', () => {
    expect(toAnnounce(nightsOf('2026-12-01T01:00:01Z'), now)).toBeNull();
  });
});

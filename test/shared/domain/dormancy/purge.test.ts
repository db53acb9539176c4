import { describe, expect, test } from 'vitest';
import { FIRST_DAY, isOverdue, lastDayDue, purgeStage, purgesFrom } from '../../../../shared/domain/dormancy/purge.ts';
import { STAGES } from '../../../../shared/domain/dormancy/stages.ts';
import { formatInstant } from '../../../../shared/domain/instant.ts';
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

describe('the nightly deletion of archived contacts', () => {
  test('begins eight days after the setting, a day more than the notice', () => {
    expect(formatInstant(purgesFrom(now))).toBe('2026-12-02T01:00:00Z');
  });

  test('takes the days whose contacts are all overdue', () => {
    expect(lastDayDue(30, now)).toBe('2026-10-24');
    expect(purgeStage.tonight({ purgeArchivedAfterDays: 30 }, now)).toEqual({
      work: { type: 'purge_archived', days: 30 },
      selection: { folder: 'archived', days: [{ from: '0000-01-01', to: '2026-10-24' }] },
    });
  });

  test('does not happen without the setting, or before the setting holds', () => {
    expect(purgeStage.tonight({}, now)).toBeNull();
    const later = { purgeArchivedAfterDays: 30, purgesFrom: at('2026-11-24T01:00:01Z') };
    expect(purgeStage.tonight(later, now)).toBeNull();
    expect(purgeStage.tonight({ ...later, purgesFrom: now }, now)).not.toBeNull();
  });

  test('waits for an earlier night, and comes after the dormancy flag', () => {
    expect(STAGES.map(({ job, alone }) => [job, alone])).toEqual([
      ['flag_dormant', false],
      ['purge_archived', true],
    ]);
  });
});

describe('the notice of a deletion', () => {
  const { notice } = purgeStage;
  /** A setting that holds from a time. */
  const from = (time: string) => ({ purgeArchivedAfterDays: 30, purgesFrom: at(time) });

  test('comes a week ahead, and names the folder and the days', () => {
    const { event, daysAhead, folder } = notice;
    expect({ event, daysAhead, folder }).toEqual({ event: 'contacts.purge_due', daysAhead: 7, folder: 'archived' });
    expect(notice.afterDays({ purgeArchivedAfterDays: 30 })).toBe(30);
    expect(notice.afterDays({})).toBe(0);
  });

  test('announces each night the day that is new', () => {
    const newDay = { from: '2026-10-31', to: '2026-10-31' };
    expect(notice.tonight({ purgeArchivedAfterDays: 30 }, now)).toEqual(newDay);
    expect(notice.tonight(from('2026-11-30T00:00:00Z'), now)).toEqual(newDay);
  });

  test('announces before the first night everyone who is overdue by then', () => {
    const everyone = { from: FIRST_DAY, to: '2026-10-31' };
    expect(notice.tonight(from('2026-12-01T01:00:00Z'), now)).toEqual(everyone);
    // Nights may be up to 25 hours apart.
    expect(notice.tonight(from('2026-11-30T00:00:01Z'), now)).toEqual(everyone);
  });

  test('does not come without the setting, or for a night before the setting holds', () => {
    expect(notice.tonight({}, now)).toBeNull();
    expect(notice.tonight(from('2026-12-01T01:00:01Z'), now)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { instantOf, wallOf } from '../../../console/common/texts/zoned-time.ts';

describe('A time on the clock of a zone', () => {
  it.each([
    ['Africa/Kigali', '2027-01-31T08:00', '2027-01-31T06:00:00.000Z'],
    ['UTC', '2027-01-31T08:00', '2027-01-31T08:00:00.000Z'],
    ['Asia/Kathmandu', '2027-01-31T08:00', '2027-01-31T02:15:00.000Z'],
    ['Pacific/Kiritimati', '2027-01-31T08:00', '2027-01-30T18:00:00.000Z'],
    ['Europe/Berlin', '2027-07-01T08:00', '2027-07-01T06:00:00.000Z'],
    ['America/St_Johns', '2026-11-26T00:00', '2026-11-26T03:30:00.000Z'],
    // In Lisbon clocks go forward at 01:00, which is the middle of the first night and before the second.
    ['Europe/Lisbon', '2026-03-29T00:00', '2026-03-29T00:00:00.000Z'],
    ['Europe/Lisbon', '2026-03-30T00:00', '2026-03-29T23:00:00.000Z'],
    // Clocks go from 02:00 to 03:00, and in autumn from 03:00 back to 02:00.
    ['Europe/Berlin', '2027-03-28T02:30', '2027-03-28T01:30:00.000Z'],
    ['Europe/Berlin', '2027-03-28T03:00', '2027-03-28T01:00:00.000Z'],
    ['Europe/Berlin', '2027-10-31T02:30', '2027-10-31T00:30:00.000Z'],
  ])('in %s, %s is %s', (zone, wall, instant) => {
    const at = instantOf(wall, zone);
    expect(at?.toISOString()).toBe(instant);
    // A time that a change of clocks leaves out is shown as what it became.
    const shown = wallOf(new Date(instant), zone);
    expect(instantOf(shown, zone)?.toISOString()).toBe(instant);
  });

  it('that is none is nothing', () => {
    expect(instantOf('', 'UTC')).toBe(null);
    expect(instantOf('2027-02-31', 'UTC')).toBe(null);
  });
});

import { expect, it } from 'vitest';
import { countDays, toContactItem } from '../../../../shared/data/contacts/index.ts';
import { consumedSince, putAll } from '../../../../shared/data/dynamo/index.ts';
import { agesAt, before, inMonth, sum } from '../../../../shared/domain/calendar/ages.ts';
import {
  dormancyDeadline,
  isDormancyDue,
  lastSignOfLife,
} from '../../../../shared/domain/contacts/dormancy-deadline.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aWorkspace, NOW, person } from './people.ts';

const ZONE = 'Africa/Kigali';
const DAYS = [30, 60, 90, 180, 365];

describeOnEngines('contacts by how long they have been quiet', (data, engine) => {
  it('are as many in each month, and for each number of days, as their own last signs of life say', async () => {
    const workspace = aWorkspace();
    // Every 71 hours of four years, half of them never seen; some in the hours by which the zone is ahead of UTC.
    const people = Array.from({ length: 480 }, (_, n) => {
      const at = instant(NOW - n * 71 * 3_600_000_000);
      return person(n % 2 === 0 ? { createdOn: at } : { createdOn: addDays(at, -9), lastSeenOn: at });
    });
    await putAll(
      data(),
      'contacts',
      people.map((one) => toContactItem(workspace, one)),
    );
    const { stretches, months, deadlines } = agesAt(NOW, ZONE, DAYS);
    const counts = await countDays(data(), workspace, 'active', stretches);
    const aged = stretches.map((stretch, at) => ({ stretch, contacts: counts[at] ?? 0 }));
    expect(sum(aged)).toBe(480);
    const monthOf = new Intl.DateTimeFormat('sv', { timeZone: ZONE, year: 'numeric', month: '2-digit' });
    for (const month of months)
      expect(inMonth(aged, month)).toBe(
        people.filter((one) => monthOf.format(lastSignOfLife(one) / 1000) === month.month).length,
      );
    for (const { days, before: end } of deadlines)
      expect(before(aged, end)).toBe(
        people.filter((one) => isDormancyDue(one, dormancyDeadline(NOW, days, ZONE))).length,
      );
  });

  it('cost half a read unit for each stretch and shard when there are none', async () => {
    const { stretches } = agesAt(NOW, ZONE, DAYS);
    const start = data().meter.read();
    expect(
      sum((await countDays(data(), aWorkspace(), 'dormant', stretches)).map((contacts) => ({ stretch: {}, contacts }))),
    ).toBe(0);
    if (engine.exactCapacity) expect(consumedSince(data().meter, start).readUnits).toBe(stretches.length * 8 * 0.5);
  });
});

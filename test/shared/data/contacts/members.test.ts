import { describe, expect, it } from 'vitest';
import { countDays, listMembers, putStints } from '../../../../shared/data/contacts/index.ts';
import type { Members } from '../../../../shared/data/contacts/members-scan.ts';
import type { Data } from '../../../../shared/data/dynamo/index.ts';
import { CursorError } from '../../../../shared/data/paging/pages.ts';
import { agesAt, before, inMonth, sum } from '../../../../shared/domain/calendar/ages.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import {
  dormancyDeadline,
  isDormancyDue,
  lastSignOfLife,
} from '../../../../shared/domain/contacts/dormancy-deadline.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { thereAndBack } from '../../../support/paging.ts';
import { costOf } from '../calls.ts';
import { aContact, aGroup, aWorkspace, NOW, person, putItems } from './people.ts';
import { readAll, seed } from './store-many.ts';

/**
 * Every `every`th of some contacts is in the group; two at a time have the same modification time; the first `old` are
 * not.
 */
function crowd(size: number, every: number, old = 0) {
  const group = aGroup();
  const people = Array.from({ length: size }, (_, i) =>
    person({
      modifiedOn: instant(NOW - Math.floor(i / 2) * 1_000_000),
      groups: i >= old && i % every === 0 ? [group] : [],
    }),
  );
  return { group, people };
}

const inOrder = (people: readonly Contact[], reverse: boolean): string[] => {
  const sorted = people.toSorted((a, b) => b.modifiedOn - a.modifiedOn || (a.uuid < b.uuid ? 1 : -1));
  const uuids = sorted.map(({ uuid }) => uuid as string);
  return reverse ? uuids.reverse() : uuids;
};

const read = (data: Data, workspace: WorkspaceId, members: Members) =>
  readAll((cursor) => listMembers(data, workspace, { ...members, cursor }));

/** The same, there and back. */
const walk = (data: Data, workspace: WorkspaceId, members: Members): Promise<string[]> =>
  thereAndBack(
    (cursor) => listMembers(data, workspace, { ...members, cursor }),
    ({ contacts }) => contacts.map(({ uuid }) => uuid),
  );

describeOnEngines('the members of a group', (data, engine) => {
  const limit = 20;

  describe.each([
    ['few among many, who are read and sorted', 600, 15],
    ['many, who are found on the way', 400, 2],
    ['all', 100, 1],
  ])('%s', (_, size, every) => {
    const workspace = aWorkspace();
    const { group, people } = crowd(size, every);
    const members = people.filter(({ groups }) => groups.length > 0);
    const asked = { group, size: members.length, population: size, limit };

    it.each([false, true])('come in the order in which they were modified; reversed: %s', async (reverse) => {
      if (!reverse) await seed(data(), workspace, people);
      const { uuids, pages } = await read(data(), workspace, { ...asked, reverse });
      expect(uuids).toEqual(inOrder(members, reverse));
      expect(pages).toBeLessThanOrEqual(Math.ceil(members.length / limit) + 1);
    });

    it('come in either way, and between two times only', async () => {
      const [before, after] = [instant(NOW - 10_000_000), instant(NOW - 40_000_000)];
      const between = members.filter(({ modifiedOn }) => modifiedOn <= before && modifiedOn >= after);
      for (const reverse of [false, true]) {
        for (const pretended of [1, 100_000_000]) {
          const claim = { ...asked, population: pretended * asked.size, before, after, reverse };
          expect(await walk(data(), workspace, claim)).toEqual(inOrder(between, reverse));
        }
      }
    });
  });

  it('are found behind many that are not members, for little more than the cost of roster and index', async () => {
    const workspace = aWorkspace();
    const { group, people } = crowd(3_000, 1, 2_500);
    await seed(data(), workspace, people);
    const members = people.filter(({ groups }) => groups.length > 0);
    const asked = { group, size: members.length, population: people.length, reverse: false, limit: 10 };
    const { readUnits } = await costOf(data(), async () => {
      const page = await listMembers(data(), workspace, asked);
      expect(page.contacts.map(({ uuid }) => uuid)).toEqual(inOrder(members, false).slice(0, 10));
      expect(page.cursor).not.toBeNull();
    });
    // Reading all contacts before them would cost more than 1,250 units.
    if (engine.exactCapacity) expect(readUnits).toBeLessThan(500);
  });

  it('are checked against the contacts: an old roster entry, or one without a contact, is left out', async () => {
    const workspace = aWorkspace();
    const group = aGroup();
    const [member, former] = [person({ groups: [group] }), person()];
    await seed(data(), workspace, [member, former]);
    await putStints(data(), workspace, [
      { contact: former.uuid, group, version: 1, at: NOW },
      { contact: aContact(), group, version: 1, at: NOW },
    ]);
    for (const population of [2, 200_000]) {
      const asked = { group, size: 1, population, reverse: false, limit };
      expect((await read(data(), workspace, asked)).uuids).toEqual([member.uuid]);
    }
  });

  it('refuses a malformed cursor', async () => {
    const asked = { group: aGroup(), size: 1, population: 1, reverse: false, limit, cursor: 'x' };
    await expect(listMembers(data(), aWorkspace(), asked)).rejects.toThrow(CursorError);
    await expect(listMembers(data(), aWorkspace(), { ...asked, cursor: 'nx' })).rejects.toThrow(CursorError);
  });
});

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
    await putItems(data(), workspace, people);
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
    const { readUnits } = await costOf(data(), async () =>
      expect(await countDays(data(), aWorkspace(), 'dormant', stretches)).toEqual(stretches.map(() => 0)),
    );
    if (engine.exactCapacity) expect(readUnits).toBe(stretches.length * 8 * 0.5);
  });
});

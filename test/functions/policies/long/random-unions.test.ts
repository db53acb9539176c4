/** Random people, ladders and lives, in slices of three: a job's frozen list never has a person twice. */

import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { contactsOfSlices, type JobRecord } from '../../../../shared/data/jobs/index.ts';
import { localDay } from '../../../../shared/domain/calendar/days.ts';
import { isTombstone } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { sliceNumbersOf } from '../../../../shared/domain/jobs/slice-numbers.ts';
import { nextStage } from '../../../../shared/domain/policies/due.ts';
import type { Selection } from '../../../../shared/domain/selection/selection.ts';
import { openTestData } from '../../../support/engines/data.ts';
import { firstEngine } from '../../../support/engines/first.ts';
import { atNight } from '../../../support/night.ts';
import { ARCHIVE, contact, NOW, openWorld, type World } from '../../engine/world.ts';
import { modify } from '../../groups/api.ts';
import { newPolicy, nights } from '../night.ts';

vi.mock('../../../../shared/domain/jobs/job.ts', async (original) => ({
  ...(await original<typeof import('../../../../shared/domain/jobs/job.ts')>()),
  SLICE_SIZE: 3,
  PAGES_A_MESSAGE: 2,
}));

const engine = firstEngine();
/** In tables of its own: a night walks all workspaces, so that each run would be slower than the one before. */
const newWorld = async () => openWorld(await openTestData(engine()));
const UTC = { timezone: 'UTC' };
const runs = (byDay: number) => ({ numRuns: atNight(100, { byDay }) });

/** The people of a job, each of them once, as its total says. */
async function peopleOf({ data }: World, job: JobRecord): Promise<readonly ContactId[]> {
  const rows = await contactsOfSlices(data, job, sliceNumbersOf(job));
  const people = rows.map(({ contact: uuid }) => uuid).sort();
  expect(new Set(people).size).toBe(people.length);
  expect(job.total).toBe(people.length);
  expect(job.totals.skipped).not.toHaveProperty('duplicate');
  return people;
}

const later = fc.record({ after: fc.integer({ min: 1, max: 4 }), more: fc.option(fc.integer({ min: 0, max: 8 })) });

test('of nights, by days of the clock and after the stage before: all who are due, and each once', async () => {
  const lives = fc.record({
    ages: fc.array(fc.integer({ min: 83, max: 96 }), { minLength: 4, maxLength: 12 }),
    first: fc.integer({ min: 90, max: 92 }),
    rest: fc.array(later, { minLength: 1, maxLength: 2 }),
    writing: fc.array(fc.array(fc.nat(11), { maxLength: 3 }), { minLength: 9, maxLength: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(lives, async ({ ages, first, rest, writing }) => {
      const one = await newWorld();
      const people = await one.put(ages.map((age) => contact({ lastSeenOn: addDays(NOW, -age) })));
      const others = rest.map(({ after, more }) => ({
        ...{ do: 'tell' as const, after, ...(more !== null && { days: first + more }) },
      }));
      const policy = await newPolicy(one, { stages: [{ do: 'flag', days: first }, ...others] });
      for (const writers of writing) {
        await nights(one);
        const today = localDay('UTC', one.clock);
        for (const person of (await one.read(people)).values())
          if (!isTombstone(person)) expect(nextStage(policy, person, UTC)?.on ?? Infinity).toBeGreaterThan(today);
        for (const at of writers) if (people[at]) await modify(one, people[at], [{ type: 'seen', seenOn: one.clock }]);
      }
      for (const job of await one.jobs())
        expect(await peopleOf(one, await one.jobOf(job.uuid))).toHaveLength(job.totals.changed);
    }),
    runs(3),
  );
});

test('of groups that overlap, with people who are named besides', async () => {
  const unions = fc.record({
    of: fc.array(fc.subarray([0, 1, 2]), { minLength: 1, maxLength: 30 }),
    groups: fc.subarray([0, 1, 2]),
    named: fc.array(fc.nat(29)),
  });
  await fc.assert(
    fc.asyncProperty(unions, async ({ of, groups, named }) => {
      const one = await newWorld();
      const all = [await one.newGroup(), await one.newGroup(), await one.newGroup()];
      const group = (at: number) => all[at] as (typeof all)[number];
      const people = await one.put(of.map((its) => contact({ groups: its.map(group) })));
      const contacts = named.flatMap((at) => people[at] ?? []);
      const selection: Selection = { groups: groups.map(group), contacts, activeOnly: false };
      const { uuid } = await one.submit(ARCHIVE, selection);
      await one.drain();
      const meant = people.filter((id, at) => contacts.includes(id) || of[at]?.some((its) => groups.includes(its)));
      expect(await peopleOf(one, await one.jobOf(uuid))).toEqual(meant.sort());
    }),
    runs(20),
  );
});

/** What a preview tells of a job: its contacts, those left out and why, warnings, and the cost. */
import { describe, expect, test } from 'vitest';
import { readContactSample } from '../../../../shared/data/jobs/index.ts';
import { readSlice } from '../../../../shared/data/jobs/slices.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { FlowId, GroupId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import type { Work } from '../../../../shared/domain/jobs/kinds/index.ts';
import type { Selection } from '../../../../shared/domain/selection/selection.ts';
import { engines } from '../../../support/engines/engines.ts';
import { ARCHIVE, contact, many, NOW, named, type World, worlds } from '../../engine/world.ts';

const DELETE = { type: 'delete' } as const;
const FLOW = '0ba11e55-0000-4000-8000-000000000001' as FlowId;
const START = { type: 'start', flow: FLOW, restartParticipants: false, excludeActive: false } as const;

async function previewed(world: World, work: Work, selection: Selection) {
  const { uuid } = await world.submit(work, selection, { preview: true });
  await world.drain();
  return world.jobOf(uuid);
}

async function run(world: World, work: Work, selection: Selection) {
  const { uuid } = await previewed(world, work, selection);
  const ready = await world.runPreview(uuid);
  await world.drain();
  return { ready, ended: await world.jobOf(uuid) };
}

describe('a preview', () => {
  const world = worlds();

  test('of a deletion counts only whom it would delete; everybody else is left out with the reason', async () => {
    const uuids = await world().put([
      ...many(3, { status: 'archived' }),
      ...many(2),
      contact({ status: 'stopped', optOut: 'stopped' }),
    ]);
    const { ready, ended } = await run(world(), DELETE, named(uuids));
    expect(ready).toMatchObject({ status: 'ready', total: 3, excluded: { not_archived: 3 } });
    expect(ended).toMatchObject({ status: 'completed', totals: { changed: 3, skipped: {} } });
  });

  test('says what to mind about those that it would take', async () => {
    const uuids = await world().put([
      contact({ lastSeenOn: addDays(NOW, -2), dormantSince: null }),
      contact({ lastSeenOn: addDays(NOW, -200), dormantSince: addDays(NOW, -100) }),
      contact({ status: 'archived', optOut: 'stopped', lastSeenOn: addDays(NOW, -200) }),
    ]);
    expect(await previewed(world(), ARCHIVE, named(uuids))).toMatchObject({
      total: 3,
      warned: { seen_this_week: 1, dormant: 1, opted_out: 1, no_change: 1 },
    });
    expect((await previewed(world(), START, named(uuids))).warned).toMatchObject({ non_active: 1 });
  });

  test('leaves out whom its exclusions name, each for one reason, and so does the same job without a preview', async () => {
    const group = await world().newGroup();
    const uuids = await world().put([
      contact({ status: 'archived', lastSeenOn: addDays(NOW, -50) }),
      contact({ lastSeenOn: addDays(NOW, -200) }),
      contact({ lastSeenOn: null }),
      contact({ lastSeenOn: addDays(NOW, -1) }),
      contact({ lastSeenOn: addDays(NOW, -50), groups: [group] }),
      contact({ lastSeenOn: addDays(NOW, -50) }),
    ]);
    const exclude = { nonActive: true, notSeenSinceDays: 90, seenWithinDays: 7, groups: [group] } as const;
    const expected = { non_active: 1, not_seen_since: 2, seen_within: 1, in_group: 1 };
    for (const selection of [{ ...named(uuids), exclude }, { folder: 'active', exclude } as const]) {
      const { non_active, ...ofActive } = expected;
      const excluded = 'folder' in selection ? ofActive : { non_active, ...ofActive };
      expect(await previewed(world(), ARCHIVE, selection)).toMatchObject({ total: 1, excluded });
    }
    const { uuid } = await world().submit(ARCHIVE, { ...named(uuids), exclude });
    await world().drain();
    const job = await world().jobOf(uuid);
    expect(job).toMatchObject({ total: 1, totals: { changed: 1 }, excluded: expected, estimate: null });
  });

  test('counts whom an earlier start of the flow reached', async () => {
    const uuids = await world().put(many(5));
    await world().submit(START, named(uuids.slice(0, 2)));
    await world().drain();
    world().clock = addDays(NOW, 1);
    expect(await previewed(world(), START, { ...named(uuids), activeOnly: true })).toMatchObject({
      total: 3,
      excluded: { started_previously: 2 },
    });
  });

  test('fills its slices although most of the folder is left out', async () => {
    await world().put([...many(900, { lastSeenOn: addDays(NOW, -1) }), ...many(450)]);
    const job = await previewed(world(), ARCHIVE, { folder: 'active', exclude: { seenWithinDays: 7 } });
    expect(job).toMatchObject({ total: 450, excluded: { seen_within: 900 } });
    expect(job.slices.total).toBeLessThanOrEqual(2);
  });

  test('has a sample of twenty from all over its slices', async () => {
    await world().put(many(1_200, { status: 'archived' }));
    const job = await previewed(world(), DELETE, { folder: 'archived' });
    const sample = await readContactSample(world().data, job);
    expect(new Set(sample).size).toBe(20);
    for (let slice = 0; slice < job.slices.total; slice++) {
      const uuids = (await readSlice(world().data, world().workspace, job.uuid, slice))?.uuids ?? [];
      expect(sample.filter((uuid) => uuids.includes(uuid)).length).toBeGreaterThan(3);
    }
    const few = await previewed(world(), ARCHIVE, named(sample.slice(0, 3)));
    expect((await readContactSample(world().data, few)).toSorted()).toEqual(sample.slice(0, 3).toSorted());
  });
});

describe.skipIf(!engines[0]?.exactCapacity)('the estimate of a preview', () => {
  const world = worlds();
  const COUNT = 600;

  const half = many(COUNT / 2, { status: 'archived' });
  test.each<[string, Work, (group: GroupId) => Contact[]]>([
    ['an archive of people in one group', ARCHIVE, (group) => many(COUNT, { groups: [group] })],
    ['an archive of people of whom half are archived', ARCHIVE, () => [...many(COUNT / 2), ...half]],
    ['a deletion', DELETE, () => many(COUNT, { status: 'archived' })],
  ])('of %s is what the job then consumes, but for two in a hundred', async (_, work, people) => {
    const group = await world().newGroup();
    const uuids = await world().put(people(group));
    const { ready, ended } = await run(world(), work, named(uuids));
    const { writeUnits, readUnits } = ready.estimate ?? { writeUnits: 0, readUnits: 0 };
    expect(writeUnits / ended.capacity.writeUnits).toBeCloseTo(1, 1.5);
    expect(readUnits / ended.capacity.readUnits).toBeCloseTo(1, 1.5);
  });

  test('takes at most 0.5 read units a contact more to make than the job without one', async () => {
    await world().put(many(COUNT));
    const work = { type: 'set_status', status: 'active' } as const;
    const { uuid } = await world().submit(work, { folder: 'active' });
    await world().drain();
    const [plain, preview] = [await world().jobOf(uuid), await previewed(world(), work, { folder: 'active' })];
    expect(preview.capacity.readUnits).toBeLessThanOrEqual(plain.capacity.readUnits + 10);
  });
});

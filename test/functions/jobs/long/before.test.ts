/** What a preview tells of a job: its contacts, those left out and why, warnings, and the cost. */
import { describe, expect, test } from 'vitest';
import { readContactSample, runJob } from '../../../../shared/data/jobs/index.ts';
import { readSlice } from '../../../../shared/data/jobs/slices.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId, FlowId, GroupId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import type { Work } from '../../../../shared/domain/jobs/kinds/index.ts';
import { continueJob } from '../../../../shared/services/jobs/submit.ts';
import { engines } from '../../../support/engines/engines.ts';
import { worlds } from '../engine.ts';
import { ARCHIVE, contact, drain, jobOf, many, NOW, newGroup, put, submit, type World } from '../world.ts';

const DELETE = { type: 'delete' } as const;
const FLOW = '0ba11e55-0000-4000-8000-000000000001' as FlowId;
const START = { type: 'start', flow: FLOW, restartParticipants: false, excludeActive: false } as const;

const named = (contacts: readonly ContactId[], activeOnly = false) => ({ groups: [], contacts, activeOnly });

async function previewed(world: World, work: Work, selection: Parameters<typeof submit>[2]) {
  const { uuid } = await submit(world, work, selection, { preview: true });
  await drain(world);
  return jobOf(world, uuid);
}

async function run(world: World, work: Work, selection: Parameters<typeof submit>[2]) {
  const ready = await previewed(world, work, selection);
  const { uuid, token, total } = ready;
  await runJob(world.data, world.workspace, uuid, { token: token ?? '', count: total, settings: {}, now: NOW });
  await continueJob(world, world.workspace, ready);
  await drain(world);
  return { ready, ended: await jobOf(world, uuid) };
}

describe('a preview', () => {
  const world = worlds();

  test('of a deletion counts only whom it would delete; everybody else is left out with the reason', async () => {
    const uuids = await put(world(), [
      ...many(3, { status: 'archived' }),
      ...many(2),
      contact({ status: 'stopped', optOut: 'stopped' }),
    ]);
    const { ready, ended } = await run(world(), DELETE, named(uuids));
    expect(ready).toMatchObject({ status: 'ready', total: 3, excluded: { not_archived: 3 } });
    expect(ended).toMatchObject({ status: 'completed', totals: { changed: 3, skipped: {} } });
  });

  test('says what to mind about those that it would take', async () => {
    const uuids = await put(world(), [
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
    const group = await newGroup(world());
    const uuids = await put(world(), [
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
    const { uuid } = await submit(world(), ARCHIVE, { ...named(uuids), exclude });
    await drain(world());
    const job = await jobOf(world(), uuid);
    expect(job).toMatchObject({ total: 1, totals: { changed: 1 }, excluded: expected, estimate: null });
  });

  test('counts whom an earlier start of the flow reached', async () => {
    const uuids = await put(world(), many(5));
    await submit(world(), START, named(uuids.slice(0, 2)));
    await drain(world());
    world().clock = addDays(NOW, 1);
    expect(await previewed(world(), START, named(uuids, true))).toMatchObject({
      total: 3,
      excluded: { started_previously: 2 },
    });
  });

  test('fills its slices although most of the folder is left out', async () => {
    await put(world(), [...many(900, { lastSeenOn: addDays(NOW, -1) }), ...many(450)]);
    const job = await previewed(world(), ARCHIVE, { folder: 'active', exclude: { seenWithinDays: 7 } });
    expect(job).toMatchObject({ total: 450, excluded: { seen_within: 900 } });
    expect(job.slices.total).toBeLessThanOrEqual(2);
  });

  test('has a sample of twenty from all over its slices', async () => {
    await put(world(), many(1_200, { status: 'archived' }));
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

  const archived = many(COUNT / 2, { status: 'archived' });
  const jobs: readonly (readonly [string, Work, (group: GroupId) => Contact[]])[] = [
    ['an archive of people in one group', ARCHIVE, (group) => many(COUNT, { groups: [group] })],
    ['an archive of people of whom half are archived', ARCHIVE, () => [...many(COUNT / 2), ...archived]],
    ['a deletion', DELETE, () => many(COUNT, { status: 'archived' })],
  ];
  test.each(jobs)('of %s is what the job then consumes, but for two in a hundred', async (_, work, people) => {
    const group = await newGroup(world());
    const uuids = await put(world(), people(group));
    const { ready, ended } = await run(world(), work, named(uuids));
    const { writeUnits, readUnits } = ready.estimate ?? { writeUnits: 0, readUnits: 0 };
    expect(writeUnits / ended.capacity.writeUnits).toBeCloseTo(1, 1.5);
    expect(readUnits / ended.capacity.readUnits).toBeCloseTo(1, 1.5);
  });

  test('takes at most 0.5 read units a contact more to make than the job without one', async () => {
    await put(world(), many(COUNT));
    const { uuid } = await submit(world(), { type: 'set_status', status: 'active' }, { folder: 'active' });
    await drain(world());
    const [plain, preview] = [
      await jobOf(world(), uuid),
      await previewed(world(), { type: 'set_status', status: 'active' }, { folder: 'active' }),
    ];
    expect(preview.capacity.readUnits).toBeLessThanOrEqual(plain.capacity.readUnits + 10);
  });
});

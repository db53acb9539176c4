/** Policies on real tables, where something else has changed: a limit for one person, rest days, a field. */
import { describe, expect, test } from 'vitest';
import { hourly } from '../../../functions/lifecycle/lifecycle.ts';
import { changePolicy, createField, updateField } from '../../../shared/data/workspace/index.ts';
import type { ContactId, FieldKey, GroupId } from '../../../shared/domain/ids.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { maySteer } from '../../../shared/domain/jobs/steering.ts';
import { policyOf } from '../../shared/domain/policies/samples.ts';
import { contact, many, NOW, type World, worlds } from '../engine/world.ts';
import { modify } from '../groups/api.ts';
import { newPolicy, nights, places, policyJobs, quiet } from './night.ts';

const changeGroups = (world: World, uuid: ContactId, modification: 'add' | 'remove', group: GroupId) =>
  modify(world, uuid, [{ type: 'groups', groups: [group], modification }]);

const may = (job: Job | undefined, id: string) =>
  job && maySteer(job, 'approve', { id: id as never, role: 'administrator', readOnly: false });

const OLD = { status: 'archived', statusOn: addDays(NOW, -100), lastSeenOn: addDays(NOW, -100) } as const;

describe('a policy', () => {
  const world = worlds();

  test.each([
    ['has room', null],
    ['holds it', 1],
  ])('waits for a second person above approve_above when its brake %s, and not for who made it', async (_, most) => {
    await world().set({ approveAbove: 2 });
    const uuids = await world().put(many(3, OLD));
    const stages = [{ do: 'delete', days: 30 }] as const;
    await newPolicy(world(), { clock: 'archived', stages: [...stages], brake_contacts: most, wait_days: 1 });
    await nights(world(), 3);
    const [job, ...others] = (await world().jobs()).filter(({ policy }) => policy);
    expect([job?.status, job?.approval?.kind, job?.total, others]).toEqual(['awaiting_approval', 'delete', 3, []]);
    expect([may(job, 'test'), may(job, 'somebody-else')]).toEqual([false, true]);
    expect(new Set(await places(world(), uuids))).toEqual(new Set(['archived -']));
  });

  test('is approved neither by who made its version nor by who switched it on', async () => {
    const { data, workspace } = world();
    await world().set({ approveAbove: 2 });
    await world().put(many(3, OLD));
    const by = (id: string) => ({ by: { id, name: id } });
    const { rules } = policyOf({ clock: 'archived', stages: [{ do: 'delete', days: 30 }], wait_days: 1 });
    const made = await newPolicy(world(), { clock: 'archived', stages: [{ do: 'delete', days: 60 }] });
    const changed = await changePolicy(data, workspace, made, {
      ...by('ann'),
      rules: { ...rules, brake: { share: null, contacts: null } },
      version: 2,
      begunOn: NOW,
      state: 'shadow',
    });
    if (changed === null) throw new Error('It was changed meanwhile.');
    await changePolicy(data, workspace, changed, { ...by('ben'), state: 'on', begunOn: NOW });
    await nights(world(), 3);
    const [job] = (await world().jobs()).filter(({ status }) => status === 'awaiting_approval');
    expect(['ann', 'ben', 'cyd'].map((id) => may(job, id))).toEqual([false, false, true]);
  });

  test('leaves whoever was taken out of it after its job was frozen', async () => {
    const [chosen, staff, control] = [await world().newGroup(), await world().newGroup(), await world().newGroup()];
    const uuids = await world().put(many(5, { lastSeenOn: addDays(NOW, -200), groups: [chosen] }));
    const [out, kept, compared, late, left] = uuids;
    const rules = {
      selection: { groups: [chosen], excludeGroups: [staff] },
      control: { share: 0, group: control },
    };
    await newPolicy(world(), { stages: [{ do: 'tell', days: 90 }] }, {}, rules);
    world().pass(86_400);
    await hourly(world());
    // Select messages come first, so that the manifest has all five.
    await world().deliverNext();
    await changeGroups(world(), out, 'remove', chosen);
    await changeGroups(world(), kept, 'add', staff);
    await changeGroups(world(), compared, 'add', control);
    await modify(world(), late, [{ type: 'seen', seenOn: addDays(NOW, -150) }]);
    await world().drain();
    const jobs = (await world().jobs()).filter(({ policy }) => policy);
    expect(jobs.map(({ total, totals }) => [total, totals.changed])).toEqual([[5, 2]]);
    const ends = ['active -', 'active -', 'active -', 'active tell', 'active tell'];
    expect(await places(world(), [out, kept, compared, late, left])).toEqual(ends);
  });

  test('tells whoever left its group and came back once more, and archives them only after that', async () => {
    const chosen = await world().newGroup();
    const uuids = await world().put(many(2, { lastSeenOn: addDays(NOW, -200), groups: [chosen] }));
    const [away] = uuids;
    const stages = [
      { do: 'tell' as const, days: 90 },
      { do: 'archive' as const, after: 20 },
    ];
    await newPolicy(world(), { stages }, {}, { selection: { groups: [chosen] } });
    await nights(world(), 3);
    await changeGroups(world(), away, 'remove', chosen);
    await nights(world(), 27);
    expect(await places(world(), uuids)).toEqual(['active tell', 'archived archive']);
    await changeGroups(world(), away, 'add', chosen);
    await nights(world(), 7);
    expect((await policyJobs(world())).filter((job) => job.includes(' tell '))).toHaveLength(2);
    await nights(world(), 12);
    expect(await places(world(), uuids)).toEqual(['active tell', 'archived archive']);
    await nights(world(), 8);
    expect(await places(world(), uuids)).toEqual(['archived archive', 'archived archive']);
    expect(await policyJobs(world())).toEqual([
      expect.stringMatching(/ tell completed 2$/),
      expect.stringMatching(/ archive completed 1$/),
      expect.stringMatching(/ tell completed 1$/),
      expect.stringMatching(/ archive completed 1$/),
    ]);
  });

  test('that works on Mondays finds whoever came in late, though it began on a Tuesday', async () => {
    await world().put([quiet(200)]);
    await newPolicy(world(), { stages: [{ do: 'tell', days: 90 }], weekdays: ['monday'] });
    await nights(world(), 7);
    const late = await world().put([quiet(300)]);
    await nights(world(), 7);
    expect(await places(world(), late)).toEqual(['active tell']);
  });

  test('takes nobody, and hinders nothing, once the field of its clock holds no dates any more', async () => {
    const [key, createdOn] = ['ended' as FieldKey, NOW];
    await createField(world().data, world().workspace, { key, name: 'Ended', type: 'datetime', createdOn } as never);
    const ended = { [key]: { text: '2026-01-01', datetime: '2026-01-01T00:00:00.000000Z' } };
    const uuids = await world().put([contact({ fields: ended, lastSeenOn: addDays(NOW, -1) })]);
    const clock = { of: 'field', field: key } as const;
    await newPolicy(world(), { clock: 'created', stages: [{ do: 'tell', days: 500 }] });
    await newPolicy(world(), { stages: [{ do: 'tell', days: 1 }] }, { position: 2 }, { clock });
    await updateField(world().data, world().workspace, key, { type: 'text' } as never, NOW);
    await nights(world(), 2);
    expect(await places(world(), uuids)).toEqual(['active -']);
    expect(await policyJobs(world())).toEqual([]);
  });
});

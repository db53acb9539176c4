/** Policies on real tables, where something else has changed: a limit for one person, rest days, a field. */
import { describe, expect, test } from 'vitest';
import { hourly } from '../../../functions/lifecycle/lifecycle.ts';
import { changeContact } from '../../../shared/data/contacts/index.ts';
import { listJobs } from '../../../shared/data/jobs/index.ts';
import {
  changePolicy,
  createField,
  loadAssets,
  updateField,
  updateSettings,
} from '../../../shared/data/workspace/index.ts';
import { apply } from '../../../shared/domain/changes/apply.ts';
import type { Modifier } from '../../../shared/domain/contacts/modifiers/modifier.ts';
import type { ContactId, FieldKey, GroupId } from '../../../shared/domain/ids.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import { maySteer } from '../../../shared/domain/jobs/steering.ts';
import { policyOf } from '../../shared/domain/policies/samples.ts';
import { worlds } from '../jobs/engine.ts';
import { contact, deliver, drain, type Message, many, NOW, newGroup, put, type World } from '../jobs/world.ts';
import { newPolicy, nights, places, policyJobs } from './night.ts';

const change = async ({ data, workspace, clock: now }: World, uuid: ContactId, modifiers: readonly Modifier[]) => {
  const assets = await loadAssets(data, workspace);
  await changeContact(data, workspace, uuid, {}, (one, taken) =>
    apply(one, modifiers, assets, { now, change: { by: 'token-1', via: 'api' }, taken }),
  );
};

const changeGroups = (world: World, uuid: ContactId, modification: 'add' | 'remove', group: GroupId) =>
  change(world, uuid, [{ type: 'groups', groups: [group], modification }]);

const quiet = (days: number) => contact({ lastSeenOn: addDays(NOW, -days) });

describe('a policy', () => {
  const world = worlds();

  test.each([
    ['has room', null],
    ['holds it', 1],
  ])('waits for a second person above approve_above when its brake %s, and not for who made it', async (_, most) => {
    await updateSettings(world().data, world().workspace, { approveAbove: 2 }, NOW);
    const old = { status: 'archived', statusOn: addDays(NOW, -100), lastSeenOn: addDays(NOW, -100) } as const;
    const uuids = await put(world(), many(3, old));
    const stages = [{ do: 'delete', days: 30 }] as const;
    await newPolicy(world(), { clock: 'archived', stages: [...stages], brake_contacts: most, wait_days: 1 });
    await nights(world(), 3);
    const { jobs } = await listJobs(world().data, world().workspace, { limit: 10 });
    const [job, ...others] = jobs.filter(({ policy }) => policy);
    expect([job?.status, job?.approval?.kind, job?.total, others]).toEqual(['awaiting_approval', 'delete', 3, []]);
    const may = (id: string) =>
      job && maySteer(job, 'approve', { id: id as never, role: 'administrator', readOnly: false });
    expect([may('test'), may('somebody-else')]).toEqual([false, true]);
    expect(new Set(await places(world(), uuids))).toEqual(new Set(['archived -']));
  });

  test('is approved neither by who made its version nor by who switched it on', async () => {
    const { data, workspace } = world();
    await updateSettings(data, workspace, { approveAbove: 2 }, NOW);
    const old = { status: 'archived', statusOn: addDays(NOW, -100), lastSeenOn: addDays(NOW, -100) } as const;
    await put(world(), many(3, old));
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
    const { jobs } = await listJobs(data, workspace, { limit: 10 });
    const [job] = jobs.filter(({ status }) => status === 'awaiting_approval');
    const may = (id: string) =>
      job && maySteer(job, 'approve', { id: id as never, role: 'administrator', readOnly: false });
    expect(['ann', 'ben', 'cyd'].map(may)).toEqual([false, false, true]);
  });

  test('leaves whoever was taken out of it after its job was frozen', async () => {
    const [chosen, staff, control] = [await newGroup(world()), await newGroup(world()), await newGroup(world())];
    const quietOnes = many(5, { lastSeenOn: addDays(NOW, -200), groups: [chosen] });
    const uuids = await put(world(), quietOnes);
    const [out, kept, compared, late, left] = uuids as [ContactId, ContactId, ContactId, ContactId, ContactId];
    const { rules } = policyOf({
      stages: [{ do: 'tell', days: 90 }],
      brake_share: null,
      brake_contacts: null,
      brake_month_share: null,
    });
    await newPolicy(
      world(),
      { stages: [{ do: 'tell', days: 90 }] },
      {
        rules: {
          ...rules,
          selection: { groups: [chosen], excludeGroups: [staff] },
          control: { share: 0, group: control },
        },
      },
    );
    world().clock = addDays(world().clock, 1);
    await hourly(world());
    // Select messages come first, so that the manifest has all five.
    await deliver(world(), ...(world().queued.splice(0, 1) as [Message]));
    await changeGroups(world(), out, 'remove', chosen);
    await changeGroups(world(), kept, 'add', staff);
    await changeGroups(world(), compared, 'add', control);
    await change(world(), late, [{ type: 'seen', seenOn: addDays(NOW, -150) }]);
    await drain(world());
    const { jobs } = await listJobs(world().data, world().workspace, { limit: 10 });
    expect(jobs.filter(({ policy }) => policy).map(({ total, totals }) => [total, totals.changed])).toEqual([[5, 2]]);
    expect(await places(world(), [out, kept, compared, late, left])).toEqual([
      ...['active -', 'active -', 'active -', 'active tell', 'active tell'],
    ]);
  });

  test('tells whoever left its group and came back once more, and archives them only after that', async () => {
    const chosen = await newGroup(world());
    const uuids = await put(world(), many(2, { lastSeenOn: addDays(NOW, -200), groups: [chosen] }));
    const [away = '' as ContactId] = uuids;
    const stages = [
      { do: 'tell' as const, days: 90 },
      { do: 'archive' as const, after: 20 },
    ];
    const { rules } = policyOf({ stages, brake_share: null, brake_contacts: null, brake_month_share: null });
    await newPolicy(world(), { stages }, { rules: { ...rules, selection: { groups: [chosen] } } });
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
    await put(world(), [quiet(200)]);
    await newPolicy(world(), { stages: [{ do: 'tell', days: 90 }], weekdays: ['monday'] });
    await nights(world(), 7);
    const late = await put(world(), [quiet(300)]);
    await nights(world(), 7);
    expect(await places(world(), late)).toEqual(['active tell']);
  });

  test('takes nobody, and hinders nothing, once the field of its clock holds no dates any more', async () => {
    const [key, createdOn] = ['ended' as FieldKey, NOW];
    await createField(world().data, world().workspace, { key, name: 'Ended', type: 'datetime', createdOn } as never);
    const ended = { [key]: { text: '2026-01-01', datetime: '2026-01-01T00:00:00.000000Z' } };
    const uuids = await put(world(), [contact({ fields: ended, lastSeenOn: addDays(NOW, -1) })]);
    const clock = { of: 'field', field: key } as const;
    const policy = { ...(await newPolicy(world(), { clock: 'created', stages: [{ do: 'tell', days: 500 }] })) };
    await newPolicy(
      world(),
      { stages: [{ do: 'tell', days: 1 }] },
      {
        position: 2,
        rules: { ...policy.rules, clock, stages: [{ do: 'tell', key: 'tell', days: 1 }] },
      },
    );
    await updateField(world().data, world().workspace, key, { type: 'text' } as never, NOW);
    await nights(world(), 2);
    expect(await places(world(), uuids)).toEqual(['active -']);
    expect(await policyJobs(world())).toEqual([]);
  });
});

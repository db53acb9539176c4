/** Policies on real tables, where something else has changed: a limit for one person, rest days, a field. */
import { describe, expect, test } from 'vitest';
import { listJobs } from '../../../shared/data/jobs/index.ts';
import { createField, updateField, updateSettings } from '../../../shared/data/workspace/index.ts';
import type { FieldKey } from '../../../shared/domain/ids.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import { maySteer } from '../../../shared/domain/jobs/steering.ts';
import { worlds } from '../jobs/engine.ts';
import { contact, many, NOW, put } from '../jobs/world.ts';
import { newPolicy, nights, places, policyJobs } from './night.ts';

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

/** Policies on real tables: nights, jobs and contacts, from a shadow to a deletion. */
import { describe, expect, test } from 'vitest';
import { hourly } from '../../../../functions/lifecycle/lifecycle.ts';
import { changeContact } from '../../../../shared/data/contacts/index.ts';
import { listPolicyNights } from '../../../../shared/data/workspace/index.ts';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { assets } from '../../../shared/domain/jobs/samples.ts';
import { worlds } from '../../jobs/engine.ts';
import { contact, drain, many, NOW, put, type World } from '../../jobs/world.ts';
import { newPolicy, nights, places, policyJobs } from '../night.ts';

const LADDER = {
  stages: [
    { do: 'flag', days: 90 },
    { do: 'tell', after: 2 },
    { do: 'archive', after: 3 },
    { do: 'delete', after: 40 },
  ],
} as const;

const change = ({ data, workspace, clock: now }: World, uuid: ContactId, modifiers: readonly Modifier[]) =>
  changeContact(data, workspace, uuid, {}, (one, taken) =>
    apply(one, modifiers, assets(), { now, change: { by: 'token-1', via: 'api' }, taken }),
  );

const quiet = (days: number) => contact({ lastSeenOn: addDays(NOW, -days) });

describe('a policy that is on', () => {
  const world = worlds();

  test('takes a contact from stage to stage, each by a job that names it', async () => {
    const [old, almost, awake] = (await put(world(), [quiet(200), quiet(88), quiet(1)])) as [
      ContactId,
      ContactId,
      ContactId,
    ];
    await newPolicy(world(), { ...LADDER, stages: [...LADDER.stages] });
    const seen: (readonly string[])[] = [];
    for (let night = 0; night < 8; night++) {
      await nights(world());
      seen.push(await places(world(), [old, almost, awake]));
    }
    expect(seen.map((all) => all.join(', '))).toEqual([
      'dormant flag, active -, active -',
      'dormant flag, active -, active -',
      'dormant tell, dormant flag, active -',
      'dormant tell, dormant flag, active -',
      'dormant tell, dormant tell, active -',
      'archived archive, dormant tell, active -',
      'archived archive, dormant tell, active -',
      'archived archive, archived archive, active -',
    ]);
    await nights(world(), 42);
    expect(await places(world(), [old, almost, awake])).toEqual(['deleted -', 'deleted -', 'active -']);
    expect(await policyJobs(world())).toEqual([
      '2026-11-25 flag completed 1',
      '2026-11-27 flag completed 1',
      '2026-11-27 tell completed 1',
      '2026-11-29 tell completed 1',
      '2026-11-30 archive completed 1',
      '2026-12-02 archive completed 1',
      '2027-01-09 delete completed 1',
      '2027-01-11 delete completed 1',
    ]);
  });

  test('a sign of life, a hold, or another status takes a contact out, whatever was frozen', async () => {
    const uuids = await put(world(), many(4, { lastSeenOn: addDays(NOW, -200) }));
    const [seen, held, stopped, left] = uuids as [ContactId, ContactId, ContactId, ContactId];
    await newPolicy(world(), { ...LADDER, stages: [...LADDER.stages] });
    await nights(world(), 5);
    world().clock = addDays(world().clock, 1);
    await hourly(world());
    await change(world(), seen, [{ type: 'seen', seenOn: world().clock }]);
    await change(world(), held, [{ type: 'hold', hold: { by: 'token-1', reason: 'on leave' } }]);
    await change(world(), stopped, [{ type: 'word', says: 'out', on: world().clock, word: 'stop' }]);
    await drain(world());
    expect(await places(world(), [seen, held, stopped, left])).toEqual([
      ...['active tell', 'dormant tell', 'stopped tell', 'archived archive'],
    ]);
    await nights(world(), 12);
    expect(await places(world(), [seen, held, stopped, left])).toEqual([
      ...['active tell', 'dormant tell', 'stopped tell', 'archived archive'],
    ]);
  });

  test('goes by a clock without an index, and by a status', async () => {
    const day = (days: number) => addDays(NOW, -days);
    const [old, young, stopped] = (await put(world(), [
      contact({ createdOn: day(60), lastSeenOn: day(1) }),
      contact({ createdOn: day(10), lastSeenOn: day(1) }),
      contact({ status: 'stopped', optOut: 'stopped', statusOn: day(60) }),
    ])) as [ContactId, ContactId, ContactId];
    await newPolicy(world(), { clock: 'created', stages: [{ do: 'tell', days: 30 }] });
    await newPolicy(world(), { clock: 'stopped', stages: [{ do: 'archive', days: 30 }] }, { position: 2 });
    await nights(world(), 2);
    expect(await places(world(), [old, young, stopped])).toEqual(['active tell', 'active -', 'stopped -']);
    await nights(world(), 33);
    expect(await places(world(), [old, young, stopped])).toEqual(['active tell', 'active tell', 'archived archive']);
  });

  test('archives nobody unwarned for 35 days, and then whom it has found', async () => {
    const uuids = await put(world(), [quiet(200)]);
    await newPolicy(world(), { stages: [{ do: 'archive', days: 90 }] });
    await nights(world(), 34);
    expect(await places(world(), uuids)).toEqual(['active -']);
    await nights(world(), 1);
    expect(await places(world(), uuids)).toEqual(['archived archive']);
  });
});

describe('a policy in shadow', () => {
  const world = worlds();

  test('records by night what it would have done, and touches nobody', async () => {
    const uuids = await put(world(), [quiet(89), quiet(89), quiet(87), quiet(91)]);
    const policy = await newPolicy(world(), { ...LADDER, stages: [...LADDER.stages] }, { state: 'shadow' });
    await nights(world(), 4);
    expect((await places(world(), uuids)).every((place) => place.endsWith(' -'))).toBe(true);
    const kept = await listPolicyNights(world().data, world().workspace, policy.uuid, 10);
    const numbers = kept.map(({ stages }) => stages.map(({ contacts }) => contacts).join(' ')).reverse();
    expect(numbers).toEqual(['0 0 0 0', '2 1 0 0', '0 0 0 0', '1 2 0 0']);
    expect(kept.at(2)?.stages[0]?.sample).toHaveLength(2);
    expect(await policyJobs(world())).toEqual([]);
  });
});

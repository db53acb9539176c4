/** Whoever comes late to a policy is taken on the night after. A look costs by the number of those who have changed. */
import { describe, expect, test } from 'vitest';
import { approveJob, declineJob } from '../../../../shared/data/jobs/index.ts';
import { changePolicy, loadAssets } from '../../../../shared/data/workspace/index.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import type { GroupId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { sendOnItsWay } from '../../../../shared/services/jobs/submit.ts';
import { policyNights } from '../../../../shared/services/lifecycle/nights.ts';
import type { policyOf } from '../../../shared/domain/policies/samples.ts';
import { contact, many, NOW, worlds } from '../../engine/world.ts';
import { modify } from '../../groups/api.ts';
import { newPolicy, nights, places, policyJobs } from '../night.ts';

const world = worlds();

const OLD = { lastSeenOn: addDays(NOW, -200) };
const hold = (reason: string | null): Modifier => ({
  type: 'hold',
  hold: reason === null ? null : { by: 't', reason },
});

/** A policy over one group, and its group. */
async function ofGroup(stages: Parameters<typeof policyOf>[0]['stages']) {
  const group = await world().newGroup();
  return { group, policy: await newPolicy(world(), { stages }, {}, { selection: { groups: [group] } }) };
}

const joining = (group: GroupId): Modifier => ({ type: 'groups', groups: [group], modification: 'add' });

describe('the night after', () => {
  test.each([0, 1, 2, 3, 4, 5, 6])('takes who joined, was let go, or came with an import, %d nights on', async (on) => {
    const { group } = await ofGroup([{ do: 'tell', days: 90 }]);
    const [joiner, held] = await world().put([contact(OLD), contact({ ...OLD, groups: [group] })]);
    await modify(world(), held, [hold('on leave')]);
    await nights(world(), 1 + on);
    await modify(world(), joiner, [joining(group)]);
    await modify(world(), held, [hold(null)]);
    const imported = contact({ ...OLD, groups: [group], createdOn: world().clock, modifiedOn: world().clock });
    const [newcomer] = await world().put([imported]);
    await nights(world(), 1);
    expect(await places(world(), [joiner, held, newcomer])).toEqual(Array(3).fill('active tell'));
  });

  test('of 35 days takes who was restored, by a stage that comes unwarned', async () => {
    await newPolicy(world(), { stages: [{ do: 'archive', days: 90 }] });
    await nights(world(), 40);
    const [restored] = await world().put([contact({ ...OLD, status: 'archived' })]);
    await modify(world(), restored, [{ type: 'status', status: 'active' }]);
    await nights(world(), 34);
    expect(await places(world(), [restored])).toEqual(['active -']);
    await nights(world(), 1);
    expect(await places(world(), [restored])).toEqual(['archived archive']);
  });

  test('a policy that came first is switched off, the next one takes its people', async () => {
    const uuids = await world().put(many(2, { ...OLD, language: 'eng' as never }));
    const first = await newPolicy(world(), { stages: [{ do: 'tell', days: 300 }] });
    await newPolicy(world(), { stages: [{ do: 'stop_sending', days: 90 }], wait_days: 1 }, { position: 2 });
    await nights(world(), 3);
    expect(await places(world(), uuids)).toEqual(['active -', 'active -']);
    await changePolicy(world().data, world().workspace, first, { state: 'off', by: first.createdBy });
    await nights(world(), 1);
    expect(await places(world(), uuids)).toEqual(['active stop_sending', 'active stop_sending']);
  });

  test('days alone bring a person into a search, the policy takes the person', async () => {
    const selection = { query: 'created_on < -30d' };
    await newPolicy(world(), { stages: [{ do: 'tell', days: 20 }] }, {}, { selection });
    const [young] = await world().put([contact({ createdOn: addDays(NOW, -27), lastSeenOn: addDays(NOW, -25) })]);
    await nights(world(), 3);
    expect(await places(world(), [young])).toEqual(['active -']);
    await nights(world(), 1);
    expect(await places(world(), [young])).toEqual(['active tell']);
  });
});

describe('a job that waited for a person', () => {
  const STAGES = [
    { do: 'tell' as const, days: 90 },
    { do: 'archive' as const, after: 10 },
  ];

  async function waiting() {
    const job = (await world().jobs()).find(({ status }) => status === 'awaiting_approval');
    if (job === undefined) throw new Error('No job waits');
    return job.uuid;
  }
  const deciding = () => ({ by: { id: 'token-2' as never, name: 'Ann' }, note: null, now: world().clock });

  test('brings its people to the next stage by the day on which it was approved', async () => {
    const uuids = await world().put(many(3, OLD));
    await newPolicy(world(), { stages: STAGES, brake_contacts: 2 });
    await nights(world(), 3);
    const { data, workspace } = world();
    const approving = { ...deciding(), count: 3, settings: {} } as never;
    const approved = await approveJob(data, workspace, await waiting(), approving);
    if (approved.ok) await sendOnItsWay(world(), approved.job, world().clock);
    await world().drain();
    await nights(world(), 9);
    expect(new Set(await places(world(), uuids))).toEqual(new Set(['active tell']));
    await nights(world(), 1);
    expect((await policyJobs(world())).at(-1)).toBe('2026-12-07 archive awaiting_approval 0');
  });

  test('and was declined is asked for again the next night, with each of its people once', async () => {
    await world().put(many(3, OLD));
    await newPolicy(world(), { stages: STAGES, brake_contacts: 2 });
    await nights(world(), 2);
    await declineJob(world().data, world().workspace, await waiting(), deciding());
    await nights(world(), 3);
    const jobs = await world().jobs();
    expect(jobs.map(({ status, total }) => [status, total])).toEqual([
      ['awaiting_approval', 3],
      ['interrupted', 3],
    ]);
  });
});

test('a look reads half a unit for each who has changed, once for all policies, and none for others', async () => {
  await world().put(many(1_500, { lastSeenOn: addDays(NOW, -300), hold: { on: NOW, by: 't', reason: null } }));
  const stages = [
    { do: 'tell' as const, days: 90 },
    { do: 'stop_sending' as const, after: 30 },
  ];
  for (const position of [1, 2, 3]) await newPolicy(world(), { stages }, { position });
  await nights(world(), 2);
  const k = 1_000;
  await world().put(many(k, { lastSeenOn: addDays(NOW, -1), modifiedOn: world().clock }));
  world().pass(86_400);
  const assets = await loadAssets(world().data, world().workspace);
  const night = async () => expect(await policyNights(world(), world().workspace, assets)).toBe(3);
  const { readUnits, writeUnits } = await world().spent(night);
  // For each policy 8 by the clock and 1 for the notes of each stage; for all of them the look, and their list. The
  // last page of each of 8 shards costs up to half a unit more.
  expect(readUnits).toBeLessThanOrEqual(0.52 * k + 3 * (8 + 2) + 7 + 2 + 8 * 0.5);
  expect(writeUnits).toBeLessThanOrEqual(2 + 3);
});

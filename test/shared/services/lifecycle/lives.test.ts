import { expect, test } from 'vitest';
import { putHistory, sampleContacts } from '../../../../shared/data/contacts/index.ts';
import { putMessage } from '../../../../shared/data/messages/index.ts';
import { changePolicy, createPolicy, readSettings, removePolicy } from '../../../../shared/data/workspace/index.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { addDays, formatInstant } from '../../../../shared/domain/instant.ts';
import { spellsOf } from '../../../../shared/domain/policies/returns/life.ts';
import { readLives } from '../../../../shared/services/lifecycle/lives.ts';
import { contact, many, NOW, worlds } from '../../../functions/engine/world.ts';
import { policyOf } from '../../domain/policies/samples.ts';

const world = worlds();

async function settingsOf() {
  const settings = await readSettings(world().data, world().workspace);
  if (settings === null) throw new Error('No settings');
  return settings;
}

const ENOUGH = { milliseconds: 600_000, readUnits: 100_000 };

const lives = async (most = 100, budget = ENOUGH) =>
  readLives(world().data, world().workspace, { settings: await settingsOf(), now: NOW, most, budget });

async function wrote(uuid: ContactId, daysAgo: number, text = 'hi', days?: number) {
  const at = addDays(NOW, -daysAgo);
  const message = { contact: uuid, urn: null, text, visibility: 'visible', occurredOn: at, externalId: null } as const;
  await putMessage(world().data, world().workspace, message, at, days === undefined ? {} : { days });
}

test('lives are read from messages and history, also of contacts in other folders', async () => {
  const [ann, bob] = [contact(), contact({ status: 'archived' })];
  await world().put([ann, bob]);
  await wrote(ann.uuid, 100);
  await wrote(ann.uuid, 40);
  await wrote(bob.uuid, 90);
  const change = { by: 'token-1', via: 'api' } as const;
  const archived = { type: 'contact_status_changed', status: 'archived' } as const;
  await putHistory(world().data, world().workspace, [
    { contact: bob.uuid, version: 2, at: addDays(NOW, -30), change, events: [archived] },
  ]);
  const { lives: found, today, whole } = await lives();
  expect(whole).toBe(true);
  const spells = new Map(found.map(({ contact: { uuid }, life }) => [uuid, spellsOf(life, today).seen]));
  expect(spells.get(ann.uuid)).toMatchObject([
    { from: 0, to: 60, ends: 'returned' },
    { from: 0, to: 40, ends: 'open' },
  ]);
  expect(spells.get(bob.uuid)).toMatchObject([{ from: 0, to: 60, ends: 'withdrawn' }]);
});

test('nothing is known from before messages were kept, or from before the oldest one', async () => {
  const ann = contact();
  await world().put([ann]);
  await wrote(ann.uuid, 50);
  const { since, today } = await lives();
  expect(today - since).toBe(50);
});

test('a workspace that kept messages for fewer days before begins with the oldest one it has', async () => {
  const ann = contact({ createdOn: addDays(NOW, -200) });
  await world().put([ann]);
  await wrote(ann.uuid, 20);
  expect((await lives()).since).toBeLessThan((await lives()).today - 300);
  await wrote(ann.uuid, 10, 'hi', 30);
  const { since, today } = await lives();
  expect(today - since).toBe(20);
});

test('more contacts than may be read are a sample of exactly so many, the same each time', async () => {
  const all = await world().put(many(120));
  const { data, workspace } = world();
  const some = await sampleContacts(data, workspace, 30);
  expect(some.whole).toBe(false);
  expect(new Set(some.uuids).size).toBe(30);
  expect(all).toEqual(expect.arrayContaining([...some.uuids]));
  expect(await sampleContacts(data, workspace, 30)).toEqual(some);
  const whole = await sampleContacts(data, workspace, 120);
  expect([whole.whole, new Set(whole.uuids)]).toEqual([true, new Set(all)]);
});

test('what a budget does not reach is left out, and the answer is that of a sample', async () => {
  await world().put(many(130));
  const { lives: found, whole, wanted } = await lives(1_000, { ...ENOUGH, readUnits: 1 });
  expect([found.length, whole, wanted]).toEqual([50, false, 130]);
  expect(await lives(60, { ...ENOUGH, milliseconds: 0 })).toMatchObject({ whole: false, wanted: 60 });
  expect(await lives(1_000)).toMatchObject({ whole: true, wanted: 130 });
});

test('a message after a notice is its answer, also when the policy has other stages by now or is gone', async () => {
  const [ann, bob] = [contact(), contact()];
  const policy = policyOf({ stages: [{ do: 'start_flow', key: 'ask', days: 30, flow: 'f' }] }, { begunOn: NOW });
  await createPolicy(world().data, world().workspace, policy);
  const stages = [{ do: 'flag', key: 'ask', days: 90 }] as const;
  const changed = { rules: { ...policy.rules, stages }, version: 2, begunOn: NOW, by: policy.createdBy };
  await changePolicy(world().data, world().workspace, policy, changed);
  await removePolicy(world().data, world().workspace, policy.uuid);
  await world().put([ann, bob]);
  const change = { by: 'system', via: 'job' } as const;
  for (const [{ uuid }, version] of [
    [ann, 1],
    [bob, 2],
  ] as const) {
    await wrote(uuid, 100);
    await wrote(uuid, 50);
    const on = formatInstant(addDays(NOW, -55));
    const taken = { policy: policy.uuid, version, stage: 'ask', clock: 'last_seen', clock_on: on, on };
    const events = [{ type: 'contact_policy_stage', taken: { ...taken, stops_sending: false } }] as const;
    await putHistory(world().data, world().workspace, [
      { contact: uuid, version: 2, at: addDays(NOW, -55), change, events },
    ]);
  }
  const { lives: found, today } = await lives();
  const ends = new Map(found.map(({ contact: { uuid }, life }) => [uuid, spellsOf(life, today).seen[0]?.ends]));
  expect([ends.get(ann.uuid), ends.get(bob.uuid)]).toEqual(['prompted', 'returned']);
});

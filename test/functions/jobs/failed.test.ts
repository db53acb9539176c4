/** What fails: a worker that dies, a message that is given up, one contact of a slice, and a kind nobody knows. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { showJob } from '../../../functions/jobs/present/job.ts';
import { changeContacts } from '../../../functions/jobs/worker/change.ts';
import { update, write } from '../../../shared/data/dynamo/index.ts';
import { jobKey } from '../../../shared/data/jobs/items.ts';
import type { Mark } from '../../../shared/domain/contacts/contact.ts';
import { CONTACT_LIMIT } from '../../../shared/domain/contacts/size.ts';
import type { FieldKey, JobId, TokenId } from '../../../shared/domain/ids.ts';
import { SLICE_SIZE } from '../../../shared/domain/jobs/job.ts';
import { operationOf, UnknownKindError } from '../../../shared/domain/jobs/kinds/index.ts';
import { modifying } from '../../../shared/domain/jobs/rules.ts';
import { CHANGED, failed } from '../../../shared/domain/selection/verdict.ts';
import { assets, job } from '../../shared/domain/jobs/samples.ts';
import { dying } from '../engine/deaths.ts';
import { ARCHIVE, contact, many, NOW, newId, type World, worlds } from '../engine/world.ts';
import { newField, stored } from '../groups/api.ts';
import { newFlow, starting } from './flow.ts';

const world = worlds();

/** A contact with no room for anything more. */
const full = () => contact({ fields: { ['note' as FieldKey]: { text: 'x'.repeat(CONTACT_LIMIT - 23) } } });

/** A flow that sets a field of every contact, and then archives it. */
async function fillingFlow(world: World) {
  const field = { key: 'more', name: 'More' };
  await newField(world, field.key, 'text');
  return newFlow(world, [
    { type: 'set_contact_field', field, value: 'some more text' },
    { type: 'set_contact_status', status: 'archived' },
  ]);
}

/** What a newer release may store. */
const NEWER = { type: 'from_another_release', status: 'active', group: randomUUID() };

/** Another release has stored this job. */
const fromNewer = ({ data, workspace }: World, job: JobId) =>
  write(data, update('workspace', jobKey(workspace, job), { set: { work: JSON.stringify(NEWER) } }));

describe('a slice of a job', () => {
  test('of a deletion whose worker dies half-way is finished by the next delivery', async () => {
    const uuids = await world().put(many(60, { status: 'archived' }));
    const [message] = await world().messagesFor({ type: 'delete' }, uuids);
    await expect(dying(world(), 25).deliver(message)).rejects.toThrow('The worker died');
    const begun = { status: 'started', totals: { changed: 0 }, slices: { done: 0 } };
    expect(await world().jobFor(message)).toMatchObject(begun);
    await expect(dying(world(), 10).deliver(message)).rejects.toThrow('The worker died');
    await world().deliver(message);
    await world().eraseDeletedBy(message.body.job);
    expect(await world().jobFor(message)).toMatchObject({
      status: 'completed',
      totals: { changed: 60, unchanged: 0, skipped: {}, failed: {} },
    });
    expect(await world().folders(uuids)).toEqual({ deleted: 60 });
  });

  test('a message about a slice or job that does not exist is dropped', async () => {
    const uuids = await world().put(many(1));
    const [message] = await world().messagesFor(ARCHIVE, uuids);
    const { workspace, job } = message.body;
    await world().deliver({ queue: 'work', body: { workspace, job, slice: 9, turn: 0 } });
    const stranger = newId() as string as typeof workspace;
    await world().deliver({ queue: 'work', body: { workspace: stranger, job, slice: 0, turn: 0 } });
    expect(await world().folders(uuids)).toEqual({ active: 1 });
    expect(await world().jobFor(message)).toMatchObject({ status: 'queued', slices: { done: 0 } });
  });
});

describe('a message that failed too often and is given up', () => {
  test('a selection fails its job', async () => {
    await world().put(many(1));
    const job = await world().submit(ARCHIVE, { folder: 'active' });
    const [message] = world().taken();
    await world().giveUp(message);
    expect(await world().jobOf(job.uuid)).toMatchObject({ status: 'failed', reason: 'select', endedOn: NOW });
    await world().deliver(message);
    expect(await world().jobOf(job.uuid)).toMatchObject({ status: 'failed', frozen: 0 });
  });

  test('slices that could not be sent are left to the watchdog', async () => {
    await world().put(many(1));
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    const [message] = world().taken();
    await world().deliver(message);
    await world().giveUp(message);
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'queued' });
  });

  test('a slice fails its contacts, and the job goes on to its end', async () => {
    const uuids = await world().put(many(SLICE_SIZE + 20));
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    await world().deliverNext();
    const [first, second] = world().taken();
    await world().giveUp(first);
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'queued', totals: { failed: { worker: SLICE_SIZE } } });
    await world().deliver(second);
    const totals = { changed: 20, unchanged: 0, skipped: {}, failed: { worker: SLICE_SIZE } };
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed', total: SLICE_SIZE + 20, totals });
    expect(await world().folders(uuids)).toEqual({ active: SLICE_SIZE, archived: 20 });
  });

  test('the last slice ends the job, also when it failed half-way, came twice or the job is paused', async () => {
    const uuids = await world().put(many(30));
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    await world().deliverNext();
    const [message] = world().taken();
    await expect(dying(world(), 10).deliver(message)).rejects.toThrow('The worker died');
    await world().pause(uuid);
    await Promise.all([world().giveUp(message), world().giveUp(message)]);
    await world().deliver(message);
    const { active, archived } = await world().folders(uuids);
    const totals = { changed: archived, unchanged: 0, skipped: {}, failed: { worker: active } };
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed', total: 30, totals });
  });
});

test('a job whose numbers do not add up has failed, is named in the log, and is counted for the alarm', async () => {
  await world().put(many(3));
  const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
  await world().deliverNext();
  const [message] = world().taken();
  await write(world().data, update('workspace', jobKey(world().workspace, uuid), { add: { changed: 1 } }));
  const counted = vi.spyOn(world().metrics, 'addMetric');
  const logged = vi.spyOn(world().logger, 'error').mockReturnValue();
  await world().deliver(message);
  expect(await world().jobOf(uuid)).toMatchObject({ status: 'failed', reason: 'totals', total: 3 });
  expect(counted).toHaveBeenCalledWith('UnbalancedJobs', 'Count', 1);
  expect(logged).toHaveBeenCalledWith('job does not add up', expect.objectContaining({ job: uuid, total: 3 }));
});

describe('one contact of a slice', () => {
  test('that would become too large fails alone, and stays as it was', async () => {
    const large = full();
    const uuids = await world().put([...many(39), large]);
    const [message] = await world().messagesFor(starting(await fillingFlow(world())), uuids);
    await world().deliver(message);
    expect(await world().jobFor(message)).toMatchObject({
      status: 'completed',
      total: 40,
      totals: { changed: 39, unchanged: 0, skipped: {}, failed: { too_large: 1 } },
    });
    expect(await world().folders(uuids)).toEqual({ archived: 39, active: 1 });
    expect(await stored(world(), large.uuid)).toEqual(large);
  });

  test('that is full is archived like any other', async () => {
    const uuids = await world().put([...many(2), full()]);
    await world().deliver((await world().messagesFor(ARCHIVE, uuids))[0]);
    expect(await world().folders(uuids)).toEqual({ archived: 3 });
  });

  test('whose rule throws, or that cannot be stored, is an error; the others are changed', async () => {
    const [throwing, odd] = many(2);
    const uuids = await world().put([throwing, odd, ...many(38)]);
    const [message] = await world().messagesFor(ARCHIVE, uuids);
    const slice: Mark = { job: message.body.job, slice: 0 };
    const change = { by: 'system', via: 'job', ...slice } as const;
    const working = { assets: assets(), now: NOW, change };
    const operation = operationOf(job());
    if (operation.type !== 'modify') throw new Error('Another operation');
    const archive = modifying(operation, job(), working);
    const verdicts = await changeContacts(world(), world().workspace, [...uuids, newId()], {
      ...working,
      slice: { ...slice, done: 0 },
      rule(one, ...rest) {
        if (one.uuid === throwing.uuid) throw new TypeError('A fault');
        return archive(one.uuid === odd.uuid ? { ...one, name: 'half of a character: \ud83d' } : one, ...rest);
      },
    });
    expect(verdicts?.get(throwing.uuid)).toEqual(failed('error'));
    expect(verdicts?.get(odd.uuid)).toEqual(failed('error'));
    const changed = [...(verdicts?.values() ?? [])].filter(({ outcome }) => outcome === 'changed');
    expect(changed).toEqual(Array(38).fill(CHANGED));
    expect(await world().folders(uuids)).toEqual({ archived: 38, active: 2 });
  });
});

describe('a job of a kind that only another release knows', () => {
  test('is not selected: its message is delivered again, and in the end the job has failed and says why', async () => {
    await world().put(many(2));
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    const [message] = world().taken();
    await fromNewer(world(), uuid);
    await expect(world().deliver(message)).rejects.toThrow(UnknownKindError);
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'pending', frozen: 0 });
    await world().giveUp(message);
    const failed = await world().jobOf(uuid);
    const names = { groups: new Map(), fields: new Map(), flows: new Map(), actors: new Map(), jobs: new Map() };
    const url = 'https://example.org/api/v2/jobs.json';
    const caller = { id: failed.createdBy as TokenId, role: 'administrator' } as const;
    expect(
      showJob(failed, { caller, now: world().clock, assets: { settings: { anon: false } }, url }, names),
    ).toMatchObject({ type: 'from_another_release', status: 'failed', reason: 'unknown_kind' });
  });

  test('is not carried out as another kind: its contacts stay blocked, and count as failed', async () => {
    const uuids = await world().put(many(3, { status: 'blocked' }));
    const [message] = await world().messagesFor(ARCHIVE, uuids);
    await fromNewer(world(), message.body.job);
    const words = /is of a kind that this release does not know: .*from_another_release/;
    await expect(world().deliver(message)).rejects.toThrow(words);
    expect(await world().jobFor(message)).toMatchObject({ status: 'queued', slices: { done: 0 } });
    await world().giveUp(message);
    const totals = { changed: 0, unchanged: 0, skipped: {}, failed: { unknown_kind: 3 } };
    expect(await world().jobFor(message)).toMatchObject({ status: 'completed', total: 3, totals });
    expect(await world().folders(uuids)).toEqual({ blocked: 3 });
  });

  test('can be interrupted', async () => {
    await world().put(many(1));
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    await fromNewer(world(), uuid);
    expect(await world().interrupt(uuid)).toMatchObject({
      ok: true,
      job: { status: 'interrupted', work: { type: 'unknown', stored: 'from_another_release' } },
    });
  });
});

import { describe, expect, test } from 'vitest';
import { readContact } from '../../../shared/data/contacts/index.ts';
import { freezePage } from '../../../shared/data/jobs/freeze.ts';
import { interruptJob, pauseJob, resumeJob } from '../../../shared/data/jobs/index.ts';
import { SELECTION_START } from '../../../shared/data/jobs/selection-cursor.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { continueJob } from '../../../shared/services/jobs/submit.ts';
import { worlds } from './engine.ts';
import {
  ARCHIVE,
  deliver,
  drain,
  dying,
  eraseDeletedBy,
  folders,
  jobFor,
  jobOf,
  type Message,
  many,
  messagesFor,
  NOW,
  put,
  submit,
} from './world.ts';

describe('a slice of a job', () => {
  const world = worlds();

  test('delivered twice, at once or later, counts once', async () => {
    const uuids = await put(world(), many(40));
    const [message] = (await messagesFor(world(), ARCHIVE, uuids)) as [Message];
    await Promise.all([deliver(world(), message), deliver(world(), message)]);
    const once = await jobFor(world(), message);
    expect(once).toMatchObject({ status: 'completed', totals: { changed: 40, unchanged: 0, skipped: {}, failed: {} } });
    await deliver(world(), message);
    expect(await jobFor(world(), message)).toEqual(once);
    const one = await readContact(world().data, world().workspace, uuids[0] as ContactId);
    expect(one?.version).toBe(2);
  });

  test.each([ARCHIVE, { type: 'delete' } as const])(
    'when a worker dies half-way, the next delivery does the rest: $type',
    async (work) => {
      const uuids = await put(world(), many(60, { status: work.type === 'delete' ? 'archived' : 'active' }));
      const [message] = (await messagesFor(world(), work, uuids)) as [Message];
      await expect(deliver(dying(world(), 25), message)).rejects.toThrow('The worker died');
      expect(await jobFor(world(), message)).toMatchObject({
        status: 'started',
        totals: { changed: 0 },
        slices: { done: 0 },
      });
      await expect(deliver(dying(world(), 10), message)).rejects.toThrow('The worker died');
      await deliver(world(), message);
      await eraseDeletedBy(world(), message.body.job);
      expect(await jobFor(world(), message)).toMatchObject({
        status: 'completed',
        totals: { changed: 60, unchanged: 0, skipped: {}, failed: {} },
      });
      expect(await folders(world(), uuids)).toEqual({ [work.type === 'delete' ? 'deleted' : 'archived']: 60 });
    },
  );

  test('a contact in two slices is changed by one and counts as a duplicate in the other', async () => {
    const uuids = await put(world(), many(2));
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    world().queued.splice(0);
    const capacity = { readUnits: 0, writeUnits: 0 };
    const half = await freezePage(world().data, await jobOf(world(), uuid), {
      uuids,
      cursor: SELECTION_START,
      capacity,
      now: NOW,
    });
    if (half === null) throw new Error('Not frozen');
    await freezePage(world().data, half, { uuids: uuids.slice(1), cursor: null, capacity, now: NOW });
    await continueJob(world(), world().workspace, half);
    await drain(world());
    expect(await jobOf(world(), uuid)).toMatchObject({
      status: 'completed',
      total: 3,
      totals: { changed: 2, unchanged: 0, skipped: { duplicate: 1 }, failed: {} },
    });
  });

  test('a paused job does nothing; once resumed, it does what was left', async () => {
    const uuids = await put(world(), many(3));
    const [message] = (await messagesFor(world(), ARCHIVE, uuids)) as [Message];
    const { data, workspace } = world();
    await pauseJob(data, workspace, message.body.job, NOW);
    await deliver(world(), message);
    expect(await folders(world(), uuids)).toEqual({ active: 3 });
    const resumed = await resumeJob(data, workspace, message.body.job, NOW);
    if (!resumed.ok) throw new Error(resumed.refusal.code);
    await continueJob(world(), workspace, resumed.job);
    await drain(world());
    expect(await jobFor(world(), message)).toMatchObject({ status: 'completed', totals: { changed: 3 } });
  });

  test('an interrupted job has ended: slices that had not begun are not done', async () => {
    const uuids = await put(world(), many(3));
    const [message] = (await messagesFor(world(), ARCHIVE, uuids)) as [Message];
    await interruptJob(world().data, world().workspace, message.body.job, NOW);
    await deliver(world(), message);
    expect(await folders(world(), uuids)).toEqual({ active: 3 });
    expect(await jobFor(world(), message)).toMatchObject({ status: 'interrupted', totals: { changed: 0 } });
  });

  test('a message about a slice or job that does not exist is dropped', async () => {
    const uuids = await put(world(), many(1));
    const [message] = (await messagesFor(world(), ARCHIVE, uuids)) as [Message];
    const { workspace, job } = message.body;
    await deliver(world(), { queue: 'work', body: { workspace, job, slice: 9, turn: 0 } });
    await deliver(world(), {
      queue: 'work',
      body: { workspace: uuids[0] as string as typeof workspace, job, slice: 0, turn: 0 },
    });
    expect(await folders(world(), uuids)).toEqual({ active: 1 });
    expect(await jobFor(world(), message)).toMatchObject({ status: 'queued', slices: { done: 0 } });
  });
});

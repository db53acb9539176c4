import { describe, expect, test, vi } from 'vitest';
import { update, write } from '../../../shared/data/dynamo/index.ts';
import { pauseJob } from '../../../shared/data/jobs/index.ts';
import { jobKey } from '../../../shared/data/jobs/items.ts';
import { SLICE_SIZE } from '../../../shared/domain/jobs/job.ts';
import { worlds } from './engine.ts';
import { ARCHIVE, deliver, dying, folders, giveUp, jobOf, type Message, many, NOW, put, submit } from './world.ts';

describe('a message that failed too often and is given up', () => {
  const world = worlds();

  test('a selection fails its job', async () => {
    await put(world(), many(1));
    const job = await submit(world(), ARCHIVE, { folder: 'active' });
    const [message] = world().queued.splice(0) as [Message];
    await giveUp(world(), message);
    expect(await jobOf(world(), job.uuid)).toMatchObject({ status: 'failed', reason: 'select', endedOn: NOW });
    await deliver(world(), message);
    expect(await jobOf(world(), job.uuid)).toMatchObject({ status: 'failed', frozen: 0 });
  });

  test('slices that could not be sent are left to the watchdog', async () => {
    await put(world(), many(1));
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    const [message] = world().queued.splice(0) as [Message];
    await deliver(world(), message);
    await giveUp(world(), message);
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'queued' });
  });

  test('a slice fails its contacts, and the job goes on to its end', async () => {
    const uuids = await put(world(), many(SLICE_SIZE + 20));
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    await deliver(world(), ...(world().queued.splice(0) as [Message]));
    const [first, second] = world().queued.splice(0) as [Message, Message];
    await giveUp(world(), first);
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'queued', totals: { failed: { worker: SLICE_SIZE } } });
    await deliver(world(), second);
    const totals = { changed: 20, unchanged: 0, skipped: {}, failed: { worker: SLICE_SIZE } };
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'completed', total: SLICE_SIZE + 20, totals });
    expect(await folders(world(), uuids)).toEqual({ active: SLICE_SIZE, archived: 20 });
  });

  test('the last slice ends the job, also when it failed half-way, came twice or the job is paused', async () => {
    const uuids = await put(world(), many(30));
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    await deliver(world(), ...(world().queued.splice(0) as [Message]));
    const [message] = world().queued.splice(0) as [Message];
    await expect(deliver(dying(world(), 10), message)).rejects.toThrow('The worker died');
    await pauseJob(world().data, world().workspace, uuid, NOW);
    await Promise.all([giveUp(world(), message), giveUp(world(), message)]);
    await deliver(world(), message);
    const { active, archived } = await folders(world(), uuids);
    const totals = { changed: archived, unchanged: 0, skipped: {}, failed: { worker: active } };
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'completed', total: 30, totals });
  });
});

describe('a job whose numbers do not add up', () => {
  const world = worlds();

  test('has failed, is named in the log, and is counted for the alarm', async () => {
    await put(world(), many(3));
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    await deliver(world(), ...(world().queued.splice(0) as [Message]));
    const [message] = world().queued.splice(0) as [Message];
    await write(world().data, update('workspace', jobKey(world().workspace, uuid), { add: { changed: 1 } }));
    const counted = vi.spyOn(world().metrics, 'addMetric');
    const logged = vi.spyOn(world().logger, 'error').mockReturnValue();
    await deliver(world(), message);
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'failed', reason: 'totals', total: 3 });
    expect(counted).toHaveBeenCalledWith('UnbalancedJobs', 'Count', 1);
    expect(logged).toHaveBeenCalledWith('job does not add up', expect.objectContaining({ job: uuid, total: 3 }));
  });
});

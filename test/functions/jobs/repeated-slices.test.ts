import { describe, expect, test } from 'vitest';
import { worlds } from './engine.ts';
import {
  ARCHIVE,
  deliver,
  dying,
  eraseDeletedBy,
  folders,
  jobFor,
  type Message,
  many,
  messagesFor,
  put,
} from './world.ts';

describe('a slice of a job', () => {
  const world = worlds();

  test('of a deletion whose worker dies half-way is finished by the next delivery', async () => {
    const uuids = await put(world(), many(60, { status: 'archived' }));
    const [message] = (await messagesFor(world(), { type: 'delete' }, uuids)) as [Message];
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
    expect(await folders(world(), uuids)).toEqual({ deleted: 60 });
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

/** A job changes a contact once, whatever is delivered twice, dies, or is changed by others in between (ADR 004). */
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test, vi } from 'vitest';
import { KEPT_MARKS } from '../../../shared/domain/contacts/marks.ts';
import { worlds } from './engine.ts';
import { counted, edit, live, loggingFlow, rename, start } from './logging.ts';
import {
  deliver,
  drain,
  dyingAt,
  folders,
  jobFor,
  jobOf,
  type Message,
  many,
  messagesFor,
  put,
  through,
} from './world.ts';

// Slices of five, so that a few contacts are several slices.
vi.mock('../../../shared/domain/jobs/job.ts', async (original) => ({
  ...(await original<typeof import('../../../shared/domain/jobs/job.ts')>()),
  SLICE_SIZE: 5,
}));

describe('a job changes a contact once', () => {
  const world = worlds();

  test.each(['before', 'after'] as const)(
    'when its worker dies %s each of its writes in turn, and others change the contact each time',
    async (when) => {
      const uuids = await put(world(), many(5));
      const flow = await loggingFlow(world());
      const job = await start(world(), flow, 'a', uuids);
      const [message] = world().queued.splice(0) as [Message];
      let deaths = 0;
      const dies = (write: number) =>
        deliver(dyingAt(world(), write, when), message).then(
          () => false,
          () => true,
        );
      while (await dies(deaths)) {
        deaths++;
        for (const uuid of uuids) await rename(world(), uuid);
      }
      expect(deaths).toBeGreaterThan(1);
      await deliver(world(), message);
      expect(counted(await live(world(), uuids), 'a')).toBe(5);
      expect(await jobOf(world(), job)).toMatchObject({ status: 'completed', totals: { changed: 5, unchanged: 0 } });
    },
  );

  test('when more jobs than a contact keeps marks of die half-way on it, and are all delivered again', async () => {
    const uuids = await put(world(), many(5));
    const flow = await loggingFlow(world());
    const letters = [...'abcdefgh'];
    for (const letter of letters) await start(world(), flow, letter, uuids);
    const messages = world().queued.splice(0);
    for (const message of messages)
      await expect(deliver(dyingAt(world(), 2, 'after'), message)).rejects.toThrow('The worker died');
    for (const message of messages) {
      for (const uuid of uuids) await rename(world(), uuid);
      await deliver(world(), message);
    }
    const contacts = await live(world(), uuids);
    for (const letter of letters) expect(counted(contacts, letter)).toBe(5);
    for (const message of messages) expect(await jobFor(world(), message)).toMatchObject({ totals: { changed: 5 } });
  });

  test('and what it has changed is not done again to a person who was restored by hand', async () => {
    const uuids = await put(world(), many(3));
    const [message] = (await messagesFor(world(), { type: 'set_status', status: 'archived' }, uuids)) as [Message];
    await expect(deliver(dyingAt(world(), 3, 'after'), message)).rejects.toThrow('The worker died');
    expect(await folders(world(), uuids)).toEqual({ archived: 3 });
    for (const uuid of uuids) await edit(world(), uuid, { type: 'status', status: 'active' });
    await deliver(world(), message);
    expect(await folders(world(), uuids)).toEqual({ active: 3 });
    expect(await jobFor(world(), message)).toMatchObject({ status: 'completed', totals: { changed: 3, skipped: {} } });
  });

  test('when a delivery is so slow that the contact has forgotten the job, which has ended', async () => {
    const uuids = await put(world(), many(5));
    const flow = await loggingFlow(world());
    const job = await start(world(), flow, 'a', uuids);
    const [message] = world().queued.splice(0) as [Message];
    const held = Promise.withResolvers<void>();
    const slow = through(world(), async (command, pass) => {
      const readsContacts = command instanceof BatchGetCommand && JSON.stringify(command.input).includes('CONTACT');
      if (readsContacts) await held.promise;
      return pass();
    });
    const late = deliver(slow, message);
    await deliver(world(), message);
    for (const letter of 'bcdef') {
      await start(world(), flow, letter, uuids);
      await drain(world());
    }
    expect((await live(world(), uuids)).flatMap(({ marks }) => marks).filter((mark) => mark.job === job)).toEqual([]);
    held.resolve();
    await late;
    expect(counted(await live(world(), uuids), 'a')).toBe(5);
    expect(await jobOf(world(), job)).toMatchObject({ totals: { changed: 5, unchanged: 0, skipped: {} } });
  });

  test('marks of jobs that are over go when another job changes the contact', async () => {
    const uuids = await put(world(), many(5));
    const flow = await loggingFlow(world());
    for (const letter of 'abcdefghij') {
      await start(world(), flow, letter, uuids);
      await drain(world());
      for (const uuid of uuids) await rename(world(), uuid);
      for (const { marks } of await live(world(), uuids)) expect(marks.length).toBeLessThanOrEqual(KEPT_MARKS + 1);
    }
  });
});

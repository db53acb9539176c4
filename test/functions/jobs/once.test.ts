/**
 * A job changes a contact once (ADR 004), whatever is delivered twice, dies, or is changed by others in between, and in
 * any order of deliveries, crashes, pauses, interruptions and edits.
 */
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { type Contact, isTombstone } from '../../../shared/domain/contacts/contact.ts';
import { KEPT_MARKS } from '../../../shared/domain/contacts/marks.ts';
import type { ContactId, FieldKey, FlowId, JobId } from '../../../shared/domain/ids.ts';
import { runs } from '../../support/property/runs.ts';
import { dyingAt, through } from '../engine/deaths.ts';
import { type Message, many, named, type World, worlds } from '../engine/world.ts';
import { modify, newField } from '../groups/api.ts';
import { newFlow, starting } from './flow.ts';

// Slices of five, so that a few contacts are several slices.
vi.mock('../../../shared/domain/jobs/job.ts', async (original) => ({
  ...(await original<typeof import('../../../shared/domain/jobs/job.ts')>()),
  SLICE_SIZE: 5,
}));

/** A flow that shows how often it ran: each start adds its letter to what its contacts have in a field. */
const LOG = { key: 'log' as FieldKey, name: 'Log' };

/** A flow that adds the letter of its start to what contacts have in a field: twice is seen. */
async function loggingFlow(world: World): Promise<FlowId> {
  await newField(world, LOG.key, 'text');
  const group = await world.newGroup();
  return newFlow(world, [
    { type: 'set_contact_field', field: LOG, value: '@fields.log@trigger.params.letter' },
    { type: 'add_contact_groups', groups: [{ uuid: group, name: `Group ${group}` }] },
  ]);
}

/** Starts contacts in the flow with a letter; none of its slices has been worked on. */
async function start(world: World, flow: FlowId, letter: string, contacts: readonly ContactId[]): Promise<JobId> {
  const { uuid } = await world.submit(starting(flow), named(contacts), { params: { letter } });
  await world.deliver(world.queued.pop() as Message);
  return uuid;
}

const rename = (world: World, uuid: ContactId) => modify(world, uuid, [{ type: 'name', name: crypto.randomUUID() }]);

async function live(world: World, uuids: readonly ContactId[]): Promise<readonly Contact[]> {
  return [...(await world.read(uuids)).values()].filter((one): one is Contact => !isTombstone(one));
}

const logOf = ({ fields }: Contact): string => fields[LOG.key]?.text ?? '';

/** How many of the contacts have a letter in their log. Fails when one has it twice. */
function counted(contacts: readonly Contact[], letter: string): number {
  const times = contacts.map((one) => logOf(one).split(letter).length - 1);
  expect(Math.max(...times)).toBeLessThanOrEqual(1);
  return times.filter((count) => count === 1).length;
}

describe('a job changes a contact once', () => {
  const world = worlds();

  test.each(['before', 'after'] as const)(
    'when its worker dies %s each of its writes in turn, and others change the contact each time',
    async (when) => {
      const uuids = await world().put(many(5));
      const flow = await loggingFlow(world());
      const job = await start(world(), flow, 'a', uuids);
      const [message] = world().taken();
      let deaths = 0;
      const dies = (write: number) =>
        dyingAt(world(), write, when)
          .deliver(message)
          .then(
            () => false,
            () => true,
          );
      while (await dies(deaths)) {
        deaths++;
        for (const uuid of uuids) await rename(world(), uuid);
      }
      expect(deaths).toBeGreaterThan(1);
      await world().deliver(message);
      expect(counted(await live(world(), uuids), 'a')).toBe(5);
      expect(await world().jobOf(job)).toMatchObject({ status: 'completed', totals: { changed: 5, unchanged: 0 } });
    },
  );

  test('when more jobs than a contact keeps marks of die half-way on it, and are all delivered again', async () => {
    const uuids = await world().put(many(5));
    const flow = await loggingFlow(world());
    const letters = [...'abcdefgh'];
    for (const letter of letters) await start(world(), flow, letter, uuids);
    const messages = world().queued.splice(0);
    for (const message of messages)
      await expect(dyingAt(world(), 2, 'after').deliver(message)).rejects.toThrow('The worker died');
    for (const message of messages) {
      for (const uuid of uuids) await rename(world(), uuid);
      await world().deliver(message);
    }
    const contacts = await live(world(), uuids);
    for (const letter of letters) expect(counted(contacts, letter)).toBe(5);
    for (const message of messages) expect(await world().jobFor(message)).toMatchObject({ totals: { changed: 5 } });
  });

  test('and what it has changed is not done again to a person who was restored by hand', async () => {
    const uuids = await world().put(many(3));
    const [message] = await world().messagesFor({ type: 'set_status', status: 'archived' }, uuids);
    await expect(dyingAt(world(), 3, 'after').deliver(message)).rejects.toThrow('The worker died');
    expect(await world().folders(uuids)).toEqual({ archived: 3 });
    for (const uuid of uuids) await modify(world(), uuid, [{ type: 'status', status: 'active' }]);
    await world().deliver(message);
    expect(await world().folders(uuids)).toEqual({ active: 3 });
    expect(await world().jobFor(message)).toMatchObject({ status: 'completed', totals: { changed: 3, skipped: {} } });
  });

  test('when a delivery is so slow that the contact has forgotten the job, which has ended', async () => {
    const uuids = await world().put(many(5));
    const flow = await loggingFlow(world());
    const job = await start(world(), flow, 'a', uuids);
    const [message] = world().taken();
    const held = Promise.withResolvers<void>();
    const slow = through(world(), async (command, pass) => {
      const readsContacts = command instanceof BatchGetCommand && JSON.stringify(command.input).includes('CONTACT');
      if (readsContacts) await held.promise;
      return pass();
    });
    const late = slow.deliver(message);
    await world().deliver(message);
    for (const letter of 'bcdef') {
      await start(world(), flow, letter, uuids);
      await world().drain();
    }
    expect((await live(world(), uuids)).flatMap(({ marks }) => marks).filter((mark) => mark.job === job)).toEqual([]);
    held.resolve();
    await late;
    expect(counted(await live(world(), uuids), 'a')).toBe(5);
    expect(await world().jobOf(job)).toMatchObject({ totals: { changed: 5, unchanged: 0, skipped: {} } });
  });

  test('marks of jobs that are over go when another job changes the contact', async () => {
    const uuids = await world().put(many(5));
    const flow = await loggingFlow(world());
    for (const letter of 'abcdefghij') {
      await start(world(), flow, letter, uuids);
      await world().drain();
      for (const uuid of uuids) await rename(world(), uuid);
      for (const { marks } of await live(world(), uuids)) expect(marks.length).toBeLessThanOrEqual(KEPT_MARKS + 1);
    }
  });

  describe('in any order of what happens', () => {
    interface Play {
      readonly jobs: readonly JobId[];
      readonly uuids: readonly ContactId[];
      readonly interrupted: Set<JobId>;
    }
    type Move = (pick: number, play: Play) => Promise<unknown>;
    const messageAt = (pick: number) => world().queued[pick % world().queued.length];
    const jobAt = ({ jobs }: Play, pick: number) => jobs[pick % jobs.length] as JobId;

    const duplicate: Move = async (pick) => {
      const message = messageAt(pick);
      if (message !== undefined) await world().deliver(message);
    };
    const take: Move = async (pick) => {
      const [message] = world().queued.splice(pick % world().queued.length, 1);
      if (message !== undefined) await world().deliver(message);
    };
    const dies =
      (when: 'before' | 'after'): Move =>
      async (pick) => {
        const message = messageAt(pick >> 3);
        if (message !== undefined)
          await dyingAt(world(), pick % 8, when)
            .deliver(message)
            .catch(() => undefined);
      };
    const MOVES: Readonly<Record<string, Move>> = {
      take,
      duplicate,
      atOnce: (pick, play) => Promise.all([duplicate(pick, play), duplicate(pick + 1, play), take(pick, play)]),
      diesBefore: dies('before'),
      diesAfter: dies('after'),
      meddle: (pick, { uuids }) => rename(world(), uuids[pick % uuids.length] as ContactId),
      pause: (pick, play) => world().pause(jobAt(play, pick)),
      resume: (pick, play) => world().resume(jobAt(play, pick)),
      lose: async (pick) => world().queued.splice(pick % 5, 2),
      giveUp: async (pick) => {
        const message = messageAt(pick);
        if (message?.queue !== 'work' || pick % 4 !== 0) return;
        world().queued.splice(world().queued.indexOf(message), 1);
        await world().giveUp(message);
      },
      interrupt: async (pick, play) => {
        const job = jobAt(play, pick);
        if (pick % 4 === 0 && (await world().interrupt(job)).ok) play.interrupted.add(job);
      },
      wait: async (pick) => {
        world().pass((pick % 5) * 60);
        await watch(world());
      },
    };
    const playsOf = (moves: readonly string[]) =>
      fc.array(fc.tuple(fc.constantFrom(...moves), fc.nat(63)), { minLength: 10, maxLength: 80 });
    const LETTERS = [...'abcdef'];

    /** Plays some moves on a start for each letter, until all have ended; returns what became of each job. */
    async function played(moves: readonly (readonly [move: string, pick: number])[]) {
      const uuids = await world().put(many(8));
      const flow = await loggingFlow(world());
      const jobs: JobId[] = [];
      for (const letter of LETTERS) jobs.push(await start(world(), flow, letter, uuids));
      const play: Play = { jobs, uuids, interrupted: new Set() };
      for (const [move, pick] of moves) await MOVES[move]?.(pick, play);
      for (const job of jobs) await world().resume(job);
      for (let round = 0; round < 3; round++) {
        await world().drain();
        world().pass(24 * 3_600);
        await watch(world());
      }
      const contacts = await live(world(), uuids);
      const ends = jobs.map(async (job, index) => {
        const { status, totals } = await world().jobOf(job);
        return { is: { status, ...totals }, done: counted(contacts, LETTERS[index] as string), people: uuids.length };
      });
      const all = await Promise.all(ends);
      return Map.groupBy(all, (_, index) => play.interrupted.has(jobs[index] as JobId));
    }

    test('its totals say how many it has changed', async () => {
      await fc.assert(
        fc.asyncProperty(playsOf(Object.keys(MOVES)), async (moves) => {
          for (const { is, done, people } of (await played(moves)).get(false) ?? []) {
            const failed = is.failed['worker'] ? { worker: people - done } : {};
            expect(is).toEqual({ status: 'completed', changed: done, unchanged: 0, skipped: {}, failed });
          }
        }),
        { numRuns: runs(15) },
      );
    });

    test('one that is interrupted says exactly what it did, unless a worker died', async () => {
      const calm = Object.keys(MOVES).filter((move) => !move.startsWith('dies') && move !== 'giveUp');
      await fc.assert(
        fc.asyncProperty(playsOf([...calm, 'interrupt', 'interrupt']), async (moves) => {
          for (const { is, done } of (await played(moves)).get(true) ?? [])
            expect(is).toMatchObject({ status: 'interrupted', changed: done, unchanged: 0, skipped: {} });
        }),
        { numRuns: runs(15) },
      );
    });
  });
});

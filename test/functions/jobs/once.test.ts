/** A job changes a contact once, whatever is delivered twice, dies, or is changed by others in between (ADR 021). */
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { changeContact, readContacts } from '../../../shared/data/contacts/index.ts';
import { interruptJob, pauseJob, resumeJob } from '../../../shared/data/jobs/index.ts';
import { createField } from '../../../shared/data/workspace/fields.ts';
import { apply } from '../../../shared/domain/contacts/apply.ts';
import { type Contact, isTombstone } from '../../../shared/domain/contacts/contact.ts';
import { KEPT_MARKS } from '../../../shared/domain/contacts/marks.ts';
import type { Modifier } from '../../../shared/domain/contacts/modifiers/modifier.ts';
import type { ContactId, FieldKey, FlowId, JobId } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { continueJob, submitJob } from '../../../shared/services/jobs/submit.ts';
import { assets } from '../../shared/domain/jobs/samples.ts';
import { runs } from '../../support/property/runs.ts';
import { worlds } from './engine.ts';
import { newFlow, starting } from './flow.ts';
import {
  deliver,
  drain,
  dyingAt,
  folders,
  giveUp,
  jobFor,
  jobOf,
  type Message,
  many,
  messagesFor,
  NOW,
  newGroup,
  put,
  through,
  type World,
} from './world.ts';

// Slices of five, so that a few contacts are several slices.
vi.mock('../../../shared/domain/jobs/job.ts', async (original) => ({
  ...(await original<typeof import('../../../shared/domain/jobs/job.ts')>()),
  SLICE_SIZE: 5,
}));

const LOG = { key: 'log' as FieldKey, name: 'Log' };

/** A flow that adds the letter of its start to what contacts have in a field: twice is seen. */
async function loggingFlow(world: World): Promise<FlowId> {
  const made = { ...LOG, type: 'text', featured: false, priority: 0, agentAccess: 'view', createdOn: NOW } as const;
  await createField(world.data, world.workspace, made);
  const group = await newGroup(world);
  return newFlow(world, [
    { type: 'set_contact_field', field: LOG, value: '@fields.log@trigger.params.letter' },
    { type: 'add_contact_groups', groups: [{ uuid: group, name: `Group ${group}` }] },
  ]);
}

/** Starts contacts in the flow with a letter; none of its slices has been worked on. */
async function start(world: World, flow: FlowId, letter: string, contacts: readonly ContactId[]): Promise<JobId> {
  const selection = { groups: [], contacts, activeOnly: false };
  const given = { work: starting(flow), selection, params: { letter }, preview: false, createdBy: 'token-1' };
  const { uuid } = await submitJob(world, world.workspace, { ...given, now: world.clock });
  const [select] = world.queued.splice(-1) as [Message];
  await deliver(world, select);
  return uuid;
}

/** What another request does to a contact. */
const edit = (world: World, uuid: ContactId, modifier: Modifier) =>
  changeContact(world.data, world.workspace, uuid, {}, (one, taken) =>
    apply(one, [modifier], assets(), { now: world.clock, change: { by: 'token-2', via: 'api' }, taken }),
  );

const rename = (world: World, uuid: ContactId) => edit(world, uuid, { type: 'name', name: crypto.randomUUID() });

async function live(world: World, uuids: readonly ContactId[]): Promise<readonly Contact[]> {
  const read = await readContacts(world.data, world.workspace, uuids);
  return [...read.values()].filter((one): one is Contact => !isTombstone(one));
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
      await expect(deliver(dyingAt(world(), 6, 'after'), message)).rejects.toThrow('The worker died');
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

  describe('in any order', () => {
    interface Play {
      readonly world: World;
      readonly jobs: readonly JobId[];
      readonly uuids: readonly ContactId[];
      readonly interrupted: Set<JobId>;
    }
    type Move = (play: Play, pick: number) => Promise<unknown>;
    const messageAt = ({ world: { queued } }: Play, pick: number) => queued[pick % queued.length];
    const jobAt = ({ jobs }: Play, pick: number) => jobs[pick % jobs.length] as JobId;

    const taken = (play: Play, pick: number): Message | undefined => {
      const message = messageAt(play, pick);
      if (message !== undefined) play.world.queued.splice(play.world.queued.indexOf(message), 1);
      return message;
    };
    const duplicate: Move = async (play, pick) => {
      const message = messageAt(play, pick);
      if (message !== undefined) await deliver(play.world, message);
    };
    const take: Move = async (play, pick) => {
      const message = taken(play, pick);
      if (message !== undefined) await deliver(play.world, message);
    };
    const dies =
      (when: 'before' | 'after'): Move =>
      async (play, pick) => {
        const message = messageAt(play, pick >> 3);
        if (message !== undefined) await deliver(dyingAt(play.world, pick % 8, when), message).catch(() => undefined);
      };
    const MOVES: Readonly<Record<string, Move>> = {
      take,
      duplicate,
      atOnce: (play, pick) => Promise.all([duplicate(play, pick), duplicate(play, pick + 1), take(play, pick)]),
      diesBefore: dies('before'),
      diesAfter: dies('after'),
      meddle: ({ world, uuids }, pick) => rename(world, uuids[pick % uuids.length] as ContactId),
      pause: ({ world, ...play }, pick) =>
        pauseJob(world.data, world.workspace, jobAt({ world, ...play }, pick), world.clock),
      resume: async (play, pick) => {
        const { data, workspace, clock } = play.world;
        const resumed = await resumeJob(data, workspace, jobAt(play, pick), clock);
        if (resumed.ok) await continueJob(play.world, workspace, resumed.job);
      },
      giveUp: async (play, pick) => {
        const message = messageAt(play, pick);
        if (message?.queue === 'work' && pick % 4 === 0) await giveUp(play.world, taken(play, pick) as Message);
      },
      interrupt: async (play, pick) => {
        if (pick % 4 !== 0) return;
        const { data, workspace, clock } = play.world;
        const job = jobAt(play, pick);
        if ((await interruptJob(data, workspace, job, clock)).ok) play.interrupted.add(job);
      },
      wait: async ({ world }, pick) => {
        world.clock = instant(world.clock + (pick % 5) * 60_000_000);
        await watch(world);
      },
    };

    async function settle({ world, jobs }: Play): Promise<void> {
      for (const job of jobs) {
        const resumed = await resumeJob(world.data, world.workspace, job, world.clock);
        if (resumed.ok) await continueJob(world, world.workspace, resumed.job);
      }
      for (let round = 0; round < 3; round++) {
        await drain(world);
        world.clock = instant(world.clock + 24 * 3_600_000_000);
        await watch(world);
      }
    }

    const plays = fc.array(fc.tuple(fc.constantFrom(...Object.keys(MOVES)), fc.nat(63)), {
      minLength: 10,
      maxLength: 80,
    });

    test('and its totals say how many it has changed', async () => {
      await fc.assert(
        fc.asyncProperty(plays, async (moves) => {
          const uuids = await put(world(), many(8));
          const flow = await loggingFlow(world());
          const letters = [...'abcdef'];
          const jobs: JobId[] = [];
          for (const letter of letters) jobs.push(await start(world(), flow, letter, uuids));
          const play: Play = { world: world(), jobs, uuids, interrupted: new Set() };
          for (const [move, pick] of moves) await MOVES[move]?.(play, pick);
          await settle(play);
          const contacts = await live(world(), uuids);
          for (const [index, job] of jobs.entries()) {
            const done = counted(contacts, letters[index] as string);
            if (play.interrupted.has(job)) continue;
            const { status, totals } = await jobOf(world(), job);
            const failed = totals.failed['worker'] ?? 0;
            expect({ status, ...totals }).toEqual({
              ...{ status: 'completed', changed: done, unchanged: 0, skipped: {} },
              failed: failed > 0 ? { worker: uuids.length - done } : {},
            });
          }
        }),
        { numRuns: runs(40) },
      );
    });
  });
});

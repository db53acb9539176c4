/** A job changes a contact once (ADR 004), in any order of deliveries, crashes, pauses, interruptions and edits. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { interruptJob, pauseJob, resumeJob } from '../../../shared/data/jobs/index.ts';
import type { ContactId, JobId } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { continueJob } from '../../../shared/services/jobs/submit.ts';
import { runs } from '../../support/property/runs.ts';
import { worlds } from './engine.ts';
import { counted, live, loggingFlow, rename, start } from './logging.ts';
import { deliver, drain, dyingAt, giveUp, jobOf, type Message, many, put, type World } from './world.ts';

// Slices of five, so that a few contacts are several slices.
vi.mock('../../../shared/domain/jobs/job.ts', async (original) => ({
  ...(await original<typeof import('../../../shared/domain/jobs/job.ts')>()),
  SLICE_SIZE: 5,
}));

describe('a job changes a contact once, in any order of what happens', () => {
  const world = worlds();

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
    lose: async ({ world }, pick) => world.queued.splice(pick % 5, 2),
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

  const playsOf = (moves: readonly string[]) =>
    fc.array(fc.tuple(fc.constantFrom(...moves), fc.nat(63)), { minLength: 10, maxLength: 80 });
  const LETTERS = [...'abcdef'];

  /** Plays some moves on a start for each letter, until all have ended. */
  async function played(moves: readonly (readonly [move: string, pick: number])[]) {
    const uuids = await put(world(), many(8));
    const flow = await loggingFlow(world());
    const jobs: JobId[] = [];
    for (const letter of LETTERS) jobs.push(await start(world(), flow, letter, uuids));
    const play: Play = { world: world(), jobs, uuids, interrupted: new Set() };
    for (const [move, pick] of moves) await MOVES[move]?.(play, pick);
    await settle(play);
    return { play, contacts: await live(world(), uuids) };
  }

  test('and its totals say how many it has changed', async () => {
    await fc.assert(
      fc.asyncProperty(playsOf(Object.keys(MOVES)), async (moves) => {
        const { play, contacts } = await played(moves);
        const { uuids } = play;
        for (const [index, job] of play.jobs.entries()) {
          const done = counted(contacts, LETTERS[index] as string);
          if (play.interrupted.has(job)) continue;
          const { status, totals } = await jobOf(world(), job);
          const failed = totals.failed['worker'] ?? 0;
          expect({ status, ...totals }).toEqual({
            ...{ status: 'completed', changed: done, unchanged: 0, skipped: {} },
            failed: failed > 0 ? { worker: uuids.length - done } : {},
          });
        }
      }),
      { numRuns: runs(15) },
    );
  });

  test('and one that is interrupted says exactly what it did, unless a worker died', async () => {
    const calm = Object.keys(MOVES).filter((move) => !move.startsWith('dies') && move !== 'giveUp');
    await fc.assert(
      fc.asyncProperty(playsOf([...calm, 'interrupt', 'interrupt']), async (moves) => {
        const { play, contacts } = await played(moves);
        for (const job of play.interrupted) {
          const changed = counted(contacts, LETTERS[play.jobs.indexOf(job)] as string);
          const { status, totals } = await jobOf(world(), job);
          expect({ status, ...totals }).toMatchObject({ status: 'interrupted', changed, unchanged: 0, skipped: {} });
        }
      }),
      { numRuns: runs(15) },
    );
  });
});

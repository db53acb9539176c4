/**
 * In any order and any number of deliveries, while workers die, jobs are paused and the watchdog runs: a job ends, its
 * totals add up, and every contact is what it should be.
 */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { changeContact, readContacts } from '../../../shared/data/contacts/index.ts';
import { interruptJob, type JobRecord, pauseJob, resumeJob } from '../../../shared/data/jobs/index.ts';
import { apply } from '../../../shared/domain/contacts/apply.ts';
import { isTombstone } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId, JobId } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { sumOf } from '../../../shared/domain/jobs/totals.ts';
import { continueJob } from '../../../shared/services/jobs/submit.ts';
import { assets } from '../../shared/domain/jobs/samples.ts';
import { runs } from '../../support/property/runs.ts';
import { worlds } from './engine.ts';
import { deliver, drain, dying, giveUp, jobOf, many, newGroup, openWorld, put, submit, type World } from './world.ts';

// Slices of seven, so that a few dozen contacts are many slices.
vi.mock('../../../shared/domain/jobs/job.ts', async (original) => ({
  ...(await original<typeof import('../../../shared/domain/jobs/job.ts')>()),
  SLICE_SIZE: 7,
}));

interface Play {
  readonly world: World;
  readonly job: JobId;
  readonly uuids: readonly ContactId[];
  /** Contacts that another request changed while the job ran. */
  readonly touched: Set<ContactId>;
}

type Move = (play: Play, pick: number) => Promise<unknown>;

const messageAt = ({ world }: Play, pick: number) => world.queued[pick % world.queued.length];

const take: Move = async (play, pick) => {
  const message = messageAt(play, pick);
  if (message === undefined) return;
  play.world.queued.splice(play.world.queued.indexOf(message), 1);
  await deliver(play.world, message);
};

const duplicate: Move = async (play, pick) => {
  const message = messageAt(play, pick);
  if (message !== undefined) await deliver(play.world, message);
};

const atOnce: Move = (play, pick) => Promise.all([duplicate(play, pick), duplicate(play, pick + 1), take(play, pick)]);

const die: Move = async (play, pick) => {
  const message = messageAt(play, pick);
  if (message !== undefined) await deliver(dying(play.world, pick % 6), message).catch(() => undefined);
};

const dropToDeadLetters: Move = async (play, pick) => {
  const message = messageAt(play, pick);
  if (message?.queue !== 'work') return;
  play.world.queued.splice(play.world.queued.indexOf(message), 1);
  await giveUp(play.world, message);
};

const lose: Move = async ({ world }, pick) => world.queued.splice(pick % 5, 2);

const pause: Move = ({ world, job }) => pauseJob(world.data, world.workspace, job, world.clock);

const resume: Move = async ({ world, job }) => {
  const resumed = await resumeJob(world.data, world.workspace, job, world.clock);
  if (resumed.ok) await continueJob(world, world.workspace, resumed.job);
};

const wait: Move = async ({ world }, pick) => {
  world.clock = instant(world.clock + (pick % 5) * 60_000_000);
  await watch(world);
};

const meddle: Move = async ({ world, uuids, touched }, pick) => {
  const uuid = uuids[pick % uuids.length] as ContactId;
  touched.add(uuid);
  const modifier = { type: 'name', name: `Person ${pick}` } as const;
  const applying = { now: world.clock, change: { by: 'token-2', via: 'api' } as const };
  await changeContact(world.data, world.workspace, uuid, {}, (one, taken) =>
    apply(one, [modifier], assets(), { ...applying, taken }),
  );
};

const MOVES: Readonly<Record<string, Move>> = {
  take,
  duplicate,
  atOnce,
  die,
  dropToDeadLetters,
  lose,
  pause,
  resume,
  wait,
  meddle,
};

const plays = fc.array(fc.tuple(fc.constantFrom(...Object.keys(MOVES)), fc.nat(50)), { minLength: 5, maxLength: 40 });

/** Queues work again and the job is not paused any more: the watchdog makes every job end. */
async function settle(play: Play): Promise<JobRecord> {
  await resume(play, 0);
  for (let round = 0; round < 10; round++) {
    await drain(play.world);
    const job = await jobOf(play.world, play.job);
    if (job.endedOn !== null) return job;
    play.world.clock = instant(play.world.clock + 24 * 3_600_000_000);
    await watch(play.world);
  }
  return jobOf(play.world, play.job);
}

async function checkContacts({ world, job, uuids, touched }: Play, ended: JobRecord): Promise<void> {
  const read = await readContacts(world.data, world.workspace, uuids);
  let done = 0;
  for (const one of read.values()) {
    if (isTombstone(one) || touched.has(one.uuid)) continue;
    const changed = one.lastChange.job === job;
    expect({ status: one.status, version: one.version }).toEqual(
      changed ? { status: 'archived', version: 2 } : { status: 'active', version: 1 },
    );
    if (changed) done++;
  }
  const failures = ended.totals.failed['worker'] ?? 0;
  expect(done).toBeGreaterThanOrEqual(uuids.length - touched.size - failures);
  if (touched.size === 0 && failures === 0) expect(ended.totals.changed).toBe(done);
}

async function begin(world: World): Promise<Play> {
  const group = await newGroup(world);
  const members = await put(world, many(25, { groups: [group] }));
  const listed = await put(world, many(5));
  const contacts = [...listed, ...members.slice(0, 3)];
  const work = { type: 'set_status', status: 'archived' } as const;
  const { uuid } = await submit(world, work, { groups: [group], contacts, activeOnly: true });
  return { world, job: uuid, uuids: [...members, ...listed], touched: new Set() };
}

describe('in any order', () => {
  const first = worlds();

  test('a job ends, its totals add up and every contact is correct', async () => {
    await fc.assert(
      fc.asyncProperty(plays, async (moves) => {
        const play = await begin(await openWorld(first().data));
        for (const [move, pick] of moves) await MOVES[move]?.(play, pick);
        const ended = await settle(play);
        expect(ended).toMatchObject({ status: 'completed', total: 30 });
        expect(ended.slices).toEqual({ total: 5, done: 5 });
        expect(sumOf(ended.totals)).toBe(30);
        await checkContacts(play, ended);
      }),
      { numRuns: runs(20) },
    );
  });

  test('an interrupted job stays interrupted, and counts exactly what it did', async () => {
    await fc.assert(
      fc.asyncProperty(plays, plays, async (before, after) => {
        const play = await begin(await openWorld(first().data));
        const moves = (list: typeof before) => list.filter(([move]) => move !== 'meddle' && move !== 'die');
        for (const [move, pick] of moves(before)) await MOVES[move]?.(play, pick);
        const { data, workspace, clock } = play.world;
        const { ok } = await interruptJob(data, workspace, play.job, clock);
        for (const [move, pick] of moves(after)) await MOVES[move]?.(play, pick);
        const ended = await settle(play);
        expect(ended.status).toBe(ok ? 'interrupted' : 'completed');
        const read = await readContacts(data, workspace, play.uuids);
        const done = [...read.values()].filter(({ lastChange }) => lastChange.job === play.job).length;
        expect(ended.totals).toMatchObject({ changed: done, unchanged: 0, skipped: {} });
      }),
      { numRuns: runs(20) },
    );
  });
});

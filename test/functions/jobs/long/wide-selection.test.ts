/**
 * A large selection is frozen by many at once (ADR 004): whatever the width, the order of messages, deaths and losses,
 * the manifest and the numbers are those of one message after another. Of a query the order may be another.
 */

import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { watch } from '../../../../functions/jobs/watchdog/watch.ts';
import { readShardNumbers, writeShardNumbers } from '../../../../shared/data/contacts/index.ts';
import { type JobRecord, listJobContacts, readContactSample } from '../../../../shared/data/jobs/index.ts';
import type { ContactId, GroupId } from '../../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import { LANES } from '../../../../shared/domain/limits/lanes.ts';
import type { Selection } from '../../../../shared/domain/selection/selection.ts';
import { submitJob } from '../../../../shared/services/jobs/submit.ts';
import { raiseShards } from '../../../../shared/services/shards/raise.ts';
import { runs } from '../../../support/property/runs.ts';
import { dyingAt } from '../../engine/deaths.ts';
import { ARCHIVE, type Message, many, NOW, type World, worlds } from '../../engine/world.ts';

const pages = vi.hoisted(() => ({ aMessage: 1_000 }));

// Slices of seven, and messages of few pages, so that some dozens of contacts are a large selection.
vi.mock('../../../../shared/domain/jobs/job.ts', async (original) => ({
  ...(await original<typeof import('../../../../shared/domain/jobs/job.ts')>()),
  SLICE_SIZE: 7,
  get PAGES_A_MESSAGE() {
    return pages.aMessage;
  },
}));

const DAY = (days: number) => new Date(addDays(NOW, -days) / 1000).toISOString().slice(0, 10);

interface People {
  readonly world: World;
  readonly selections: readonly Selection[];
}

async function populated(world: World): Promise<People> {
  const groups: GroupId[] = [await world.newGroup(), await world.newGroup()];
  const seen = Array.from({ length: 40 }, (_, day) => many(1, { lastSeenOn: addDays(NOW, -day) })).flat();
  const uuids = await world.put([
    ...seen,
    ...many(30, { groups: groups.slice(0, 1), notes: [] }),
    ...many(25, { groups, status: 'archived' }),
    ...many(20, { dormantSince: addDays(NOW, -1), lastSeenOn: addDays(NOW, -2) }),
    ...many(9, { status: 'stopped', optOut: null }),
  ]);
  const some = uuids.filter((_, index) => index % 5 === 0);
  const days = [
    { from: DAY(30), to: DAY(20) },
    { from: DAY(9), to: DAY(0) },
  ];
  const selections: readonly Selection[] = [
    { folder: 'active' },
    { folder: 'archived' },
    { folder: 'active', exclude: { seenWithinDays: 10 } },
    { folder: 'active', notSeenSince: addDays(NOW, -7) },
    { folder: 'active', days },
    { groups, contacts: some, activeOnly: false },
    { groups, contacts: some, activeOnly: true },
    { modified: { from: instant(0), to: NOW } },
    { query: 'last_seen_on > 2020-01-01', within: null },
    { query: `group = "Group ${groups[0]}" OR group = "Group ${groups[1]}"`, within: null },
  ];
  return { world, selections };
}

type Move = (world: World, pick: number) => Promise<unknown>;

/** A message that selects. No slice is done: it would change people, whom the next selection then finds elsewhere. */
const messageAt = ({ queued }: World, pick: number): Message | undefined => {
  const selecting = queued.filter(({ queue }) => queue === 'select');
  return selecting[pick % selecting.length];
};

const take: Move = async (world, pick) => {
  const message = messageAt(world, pick);
  if (message === undefined) return;
  world.queued.splice(world.queued.indexOf(message), 1);
  await world.deliver(message);
};
const duplicate: Move = async (world, pick) => {
  const message = messageAt(world, pick);
  if (message !== undefined) await world.deliver(message);
};
const die =
  (when: 'before' | 'after'): Move =>
  async (world, pick) => {
    const message = messageAt(world, pick);
    if (message !== undefined)
      await dyingAt(world, pick % 4, when)
        .deliver(message)
        .catch(() => undefined);
  };
/** Frozen to the end of its message, but what it sends is lost with it. */
const dieSending: Move = async (world, pick) => {
  const message = messageAt(world, pick);
  const mute = { ...world, queues: { send: () => Promise.reject(new Error('The worker died')) } };
  if (message !== undefined) await mute.deliver(message).catch(() => undefined);
};
const MOVES: Readonly<Record<string, Move>> = {
  take,
  duplicate,
  atOnce: (world, pick) => Promise.all([take(world, pick), take(world, pick + 1), duplicate(world, pick + 2)]),
  dieBefore: die('before'),
  dieAfter: die('after'),
  dieSending,
  lose: async ({ queued }, pick) => queued.splice(pick % 3, 2),
};
const moves = fc.array(fc.tuple(fc.constantFrom(...Object.keys(MOVES)), fc.nat(50)), { maxLength: 25 });

/** Delivers what is left, but no slices; the watchdog sends again what was lost. */
async function settle(world: World, job: JobRecord): Promise<JobRecord> {
  for (let round = 0; round < 10; round++) {
    for (let at = 0; at >= 0; at = world.queued.findIndex(({ queue }) => queue === 'select')) {
      const [message] = world.queued.splice(at, 1);
      if (message?.queue === 'select') await world.deliver(message);
    }
    const now = await world.jobOf(job.uuid);
    if (now.status !== 'pending') return now;
    world.pass(3_600);
    await watch(world);
  }
  throw new Error('It is never selected');
}

async function listed({ data }: World, job: JobRecord, limit: number): Promise<ContactId[]> {
  const found: ContactId[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listJobContacts(data, job, { limit, cursor, keep: () => true });
    found.push(...page.rows.map(({ contact }) => contact));
    cursor = page.cursor;
  }
  return found;
}

const numbersOf = ({ status, total, excluded, warned, foreseen }: JobRecord) => ({
  ...{ status, total, excluded, warned },
  foreseen: Object.values(foreseen).map((units) => units.toFixed(6)),
});

/** One message after another; all in the first, except of a query. */
async function inARow(world: World, selection: Selection, preview: boolean, aMessage: number) {
  narrowed(world, 1, 'query' in selection ? aMessage : 1_000);
  const job = await settle(world, await world.jobOf((await world.submit(ARCHIVE, selection, { preview })).uuid));
  world.queued.splice(0);
  world.clock = NOW;
  return { job, manifest: (await world.manifest(job.uuid)).flat() };
}

/** The same world, in which so many workers are at work and a message reads few pages. */
function narrowed(world: World, workersAtOnce: number, aMessage: number): World {
  pages.aMessage = aMessage;
  return Object.assign(world, { config: { workersAtOnce } });
}

describe('a selection that fans out', () => {
  const fresh = worlds();

  test('goes through more shards, and one that began before through those of then, with everybody once', async () => {
    const { world, selections: every } = await populated(fresh());
    const selections = every.filter((_, index) => [0, 4, 5, 7, 9].includes(index));
    const { data, workspace } = world;
    const people = async (selection: Selection, width: number, aMessage: number) => {
      narrowed(world, width, aMessage);
      const job = await settle(world, await world.jobOf((await world.submit(ARCHIVE, selection)).uuid));
      world.queued.splice(0);
      return (await world.manifest(job.uuid)).flat().sort();
    };
    const before: ContactId[][] = [];
    for (const selection of selections) before.push(await people(selection, 1, 1_000));
    expect(before.map((manifest) => new Set(manifest).size)).toEqual(before.map(({ length }) => length));

    narrowed(world, 9, 1);
    const { uuid } = await world.submit(ARCHIVE, { folder: 'active' });
    for (const message of world.queued.splice(0)) await world.deliver(message);
    expect(await world.jobOf(uuid)).toMatchObject({ status: 'pending', partitions: 2 * 8 });
    const numbers = { read: 16, write: 8, at: world.clock, raising: true };
    await writeShardNumbers(data, workspace, await readShardNumbers(data, workspace), numbers);
    await readShardNumbers(data, workspace);
    const begun = await settle(world, await world.jobOf(uuid));
    expect((await world.manifest(begun.uuid)).flat().sort()).toEqual(before[0]);

    const wait = async () => {
      world.pass(60);
    };
    await raiseShards({ data, now: world.now, wait, say: () => undefined }, workspace, { to: 16 });
    await readShardNumbers(data, workspace);
    world.clock = NOW;
    for (const [index, selection] of selections.entries())
      for (const [width, aMessage] of [[1, 1_000] as const, [9, 1] as const])
        expect(await people(selection, width, aMessage)).toEqual(before[index]);
  });

  test('has the manifest and the numbers of one message after another, at any width and in any order', async () => {
    const { world, selections } = await populated(fresh());
    const known = new Map<string, Awaited<ReturnType<typeof inARow>>>();
    const cases = fc.record({
      selection: fc.constantFrom(...selections),
      preview: fc.boolean(),
      width: fc.integer({ min: 1, max: 12 }),
      aMessage: fc.integer({ min: 1, max: 4 }),
      moves,
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ selection, preview, width, aMessage, moves }) => {
        world.queued.splice(0);
        world.clock = NOW;
        const name = JSON.stringify({ selection, preview, ...('query' in selection && { aMessage }) });
        const one = known.get(name) ?? (await inARow(world, selection, preview, aMessage));
        known.set(name, one);
        narrowed(world, width, aMessage);
        const { uuid } = await world.submit(ARCHIVE, selection, { preview });
        for (const [move, pick] of moves) await MOVES[move]?.(world, pick);
        const wide = await settle(world, await world.jobOf(uuid));
        const slices = await world.manifest(wide.uuid);
        const manifest = slices.flat();
        // A query's first message has an order of its own, and one that dies in it begins a second one.
        const ordered = (uuids: readonly ContactId[]) => ('query' in selection ? uuids.toSorted() : uuids);
        expect(ordered(manifest)).toEqual(ordered(one.manifest));
        expect(new Set(manifest).size).toBe(manifest.length);
        expect(numbersOf(wide)).toEqual(numbersOf(one.job));
        expect(wide.slices).toEqual({ total: slices.length, done: 0 });
        expect(await listed(world, wide, 11)).toEqual(manifest);
        const sample = await readContactSample(world.data, wide);
        expect(sample).toEqual(manifest.filter((contact) => sample.includes(contact)));
      }),
      { numRuns: runs(80) },
    );
  });

  test('is on its way in nine lanes, and its slices are done in as many, each once', async () => {
    const world = narrowed((await populated(fresh())).world, 100, 1);
    const { uuid } = await world.submit(ARCHIVE, { folder: 'active' });
    await take(world, 0);
    let most = 0;
    for (let message = world.queued.shift(); message !== undefined; message = world.queued.shift()) {
      most = Math.max(most, world.queued.length + 1);
      await world.deliver(message);
    }
    expect(most).toBe(LANES);
    const job = await world.jobOf(uuid);
    expect(job).toMatchObject({ status: 'completed', total: 90, totals: { changed: 90 } });
    expect(job.slices.done).toBe(job.slices.total);
    expect(job.capacity.writeUnits).toBeLessThan(90 * 5 + job.slices.total * 16);
  });

  test('fails before anybody is changed when it finds one contact too many, in whichever partition', async () => {
    const world = narrowed((await populated(fresh())).world, 9, 1);
    for (const [confirmAbove, status] of [
      [89, 'failed'],
      [90, 'completed'],
    ] as const) {
      const asked = { work: ARCHIVE, selection: { folder: 'active' }, preview: false, confirmAbove } as const;
      const job = await submitJob(world, world.workspace, { ...asked, createdBy: 'token-1', now: world.clock });
      await world.drain();
      expect(await world.jobOf(job.uuid)).toMatchObject({ status, totals: { changed: status === 'failed' ? 0 : 90 } });
    }
  });

  test('stops when the job is interrupted meanwhile, or given up', async () => {
    const world = narrowed((await populated(fresh())).world, 9, 1);
    for (const [end, status] of [
      [(one: JobRecord) => world.interrupt(one.uuid), 'interrupted'],
      [() => world.giveUp(world.queued[0] as Message), 'failed'],
    ] as const) {
      const { uuid } = await world.submit(ARCHIVE, { folder: 'active' });
      for (let step = 0; step < 4; step++) await take(world, 0);
      const frozen = (await world.manifest(uuid)).flat().length;
      await end(await world.jobOf(uuid));
      await world.drain();
      const ended = await world.jobOf(uuid);
      expect(ended).toMatchObject({ status, total: null });
      expect((await world.manifest(ended.uuid)).flat()).toHaveLength(frozen);
    }
  });
});

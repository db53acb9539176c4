/** Jobs whose contacts the workspace's snapshot chooses (ADR 007): nobody is missed, and nobody wrongly taken. */

import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { select } from '../../../functions/jobs/select/select.ts';
import type { ContactId, JobId } from '../../../shared/domain/ids.ts';
import { forget } from '../../../shared/services/snapshots/cache.ts';
import type { RunningEngine } from '../../support/engines/engines.ts';
import { firstEngine } from '../../support/engines/first.ts';
import { runs } from '../../support/property/runs.ts';
import { asked, expected, make, openStage, pass, person, type Stage, work } from '../contacts/snapshot-stage.ts';
import { ARCHIVE } from '../engine/world.ts';
import { create, modify, smartGroup } from '../groups/api.ts';

// Slices of four, and messages of three pages, so that two dozens of contacts are a large selection.
vi.mock('../../../shared/domain/jobs/job.ts', async (original) => ({
  ...(await original<typeof import('../../../shared/domain/jobs/job.ts')>()),
  SLICE_SIZE: 4,
  PAGES_A_MESSAGE: 3,
}));

const QUERY = 'age > 15';

/** A workspace with a snapshot, after which some contacts changed. */
async function opened(engine: RunningEngine): Promise<Stage> {
  const stage = await openStage(engine);
  for (let n = 0; n < 24; n++) stage.people.add(await create(stage, person(n)));
  await asked(stage, QUERY);
  await work(stage);
  pass(stage, 600);
  for (let n = 0; n < 24; n += 6) await change(stage, n, n + 1);
  return stage;
}

const change = async (stage: Stage, n: number, to: number): Promise<unknown> =>
  modify(stage, [...stage.people][n % stage.people.size] as ContactId, person(to));

describe('a job by a query in a workspace with a snapshot', () => {
  const engine = firstEngine();

  const MOVES: Readonly<Record<string, (stage: Stage, n: number) => Promise<unknown> | unknown>> = {
    change: (stage, n) => change(stage, n, n + 3),
    create: async (stage, n) => stage.people.add(await create(stage, person(n))),
    pass: (stage, n) => pass(stage, n),
    lose: ({ files }) => {
      files.stored.clear();
      forget();
    },
    make: async (stage) => {
      pass(stage, 400);
      await asked(stage, QUERY);
      await make(stage);
    },
  };

  test('takes each contact that matches all the while once, and none that never does', async () => {
    const move = fc.constantFrom(...Object.keys(MOVES), 'take', 'take', 'take');
    const moves = fc.array(fc.tuple(move, fc.nat(100)), { maxLength: 15 });
    const stage = await opened(engine());
    await fc.assert(
      fc.asyncProperty(moves, fc.boolean(), async (drawn, preview) => {
        await MOVES['make']?.(stage, 0);
        stage.queued.splice(0);
        const { uuid } = await stage.submit(ARCHIVE, { query: QUERY, within: null }, { preview });
        let [always, ever] = [await matching(stage), await matching(stage)];
        const changed = new Set<ContactId>();
        const step = async (move: string, n: number) => {
          if (move === 'take') {
            const at = stage.queued.findIndex(({ queue }) => queue === 'select');
            const [message] = at < 0 ? [] : stage.queued.splice(at, 1);
            if (message?.queue === 'select') await select(message.body, stage);
            return;
          }
          const before = new Set(stage.people);
          await MOVES[move]?.(stage, n);
          if (move === 'change') changed.add([...stage.people][n % stage.people.size] as ContactId);
          for (const one of stage.people) if (!before.has(one)) changed.add(one);
          const now = await matching(stage);
          always = always.filter((one) => now.includes(one));
          ever = [...new Set([...ever, ...now])];
        };
        for (const [move, n] of drawn) await step(move, n);
        while (stage.queued.some(({ queue }) => queue === 'select')) await step('take', 0);
        const taken = (await stage.manifest(uuid)).flat();
        expect(always.filter((one) => !taken.includes(one))).toEqual([]);
        expect(taken.filter((one) => !ever.includes(one))).toEqual([]);
        // One that changes while the tables are read is read again.
        const once = taken.filter((one) => !changed.has(one));
        expect(new Set(once).size).toBe(once.length);
      }),
      { numRuns: runs(20) },
    );
  });

  const matching = async (stage: Stage) => (await expected(stage, QUERY, '')) as ContactId[];

  test('goes on by the tables when its snapshot goes between two messages', async () => {
    const stage = await opened(engine());
    const { uuid } = await stage.submit(ARCHIVE, { query: QUERY, within: null }, { preview: true });
    const [first] = stage.queued.splice(0);
    if (first?.queue === 'select') await select(first.body, stage);
    expect((await stage.jobOf(uuid)).cursor?.after).toMatch(/^above\/[0-9a-f-]{36}$/);
    stage.files.stored.clear();
    forget();
    await selecting(stage).drain();
    const taken = (await stage.manifest(uuid)).flat();
    expect(taken.toSorted()).toEqual((await matching(stage)).toSorted());
    expect(await stage.jobOf(uuid)).toMatchObject({ status: 'ready', total: taken.length });
  });

  test('fills a smart group from its matches and its members alone', async () => {
    const stage = await opened(engine());
    await smartGroup(stage, 'age = 10', 'Ten');
    const job = stage.queued.find(({ queue }) => queue === 'select')?.body.job as JobId;
    await selecting(stage).drain();
    const members = (await expected(stage, 'group = Ten', '')) as ContactId[];
    expect(members.toSorted()).toEqual((await expected(stage, 'age = 10', '')).toSorted());
    expect(members.length).toBeGreaterThan(0);
    expect((await stage.jobOf(job)).total).toBeLessThan(stage.people.size / 2);
  });
});

/** Without messages of snapshots. */
function selecting(stage: Stage): Stage {
  const send: Stage['queues']['send'] = async (queue, ...of) => {
    if (queue !== 'snapshots') await stage.queues.send(queue, ...of);
  };
  const own = stage.queued.splice(0).filter(({ queue }) => (queue as string) !== 'snapshots');
  stage.queued.push(...own);
  return { ...stage, queues: { send } };
}

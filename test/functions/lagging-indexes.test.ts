/** What the service makes of indexes that lag behind the contacts, as those of DynamoDB may (docs/adr/001). */

import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getContacts } from '../../functions/contacts/list.ts';
import { readContacts } from '../../shared/data/contacts/index.ts';
import { runJob } from '../../shared/data/jobs/index.ts';
import { isTombstone } from '../../shared/domain/contacts/contact.ts';
import type { ContactId, FieldKey } from '../../shared/domain/ids.ts';
import { addDays, instant } from '../../shared/domain/instant.ts';
import { continueJob } from '../../shared/services/jobs/submit.ts';
import { makeSnapshot } from '../../shared/services/snapshots/make.ts';
import { openTestData } from '../support/engines/data.ts';
import { engines, type RunningEngine, startEngine } from '../support/engines/engines.ts';
import { openLagging } from '../support/engines/lagging.ts';
import { countEverybody } from '../support/in-process/count-everybody.ts';
import { runs } from '../support/property/runs.ts';
import { nightOf } from './dormancy/night.ts';
import { contact, many, NOW, openWorld, type World } from './engine/world.ts';
import { type Answered, call, create, membersAmong, modify, newField, smartGroup, wait } from './groups/api.ts';

const DELAY_MS = 5_000;

describe('while indexes are five seconds behind', () => {
  let engine: RunningEngine;
  let world: World;
  let stop = async () => {};

  beforeAll(async () => {
    engine = await startEngine(engines[0] as (typeof engines)[number]);
  });
  afterAll(() => engine.stop());

  beforeEach(async () => {
    const now = () => (world ? world.clock / 1000 : 0);
    const lagging = await openLagging(await openTestData(engine), { delayMs: () => DELAY_MS, now });
    world = await openWorld(lagging.data);
    stop = lagging.stop;
    return () => stop();
  });

  const pass = (seconds: number) => {
    world.clock = instant(world.clock + seconds * 1_000_000);
  };
  const aged = (value: string) => [{ type: 'field', field: 'age' as FieldKey, value }] as const;

  test('a new smart group has everybody who was created or changed just before it, after the second look', async () => {
    await newField(world, 'age', 'number');
    const [old, changed] = [await create(world, aged('40')), await create(world, aged('10'))];
    pass(DELAY_MS / 1000);
    const created = await create(world, aged('40'));
    await modify(world, changed, aged('41'));
    pass(1);
    const group = await smartGroup(world, 'age > 30');
    await world.drain();
    // The indexes do not have the new one yet; the changed one is read itself.
    expect(await membersAmong(world, group, [old, created, changed])).toEqual([old, changed]);
    await wait(world, 15);
    expect(await membersAmong(world, group, [old, created, changed])).toEqual([old, created, changed]);
  });

  test('a search by a snapshot has what was changed before it was made, once the index has it', async () => {
    await newField(world, 'age', 'number');
    const stage = { ...world, now: world.now, config: { snapshotsFrom: 0 } } as World;
    const search = () => call(stage, getContacts, { query: { query: 'age > 30' } });
    const changed = await create(world, aged('10'));
    await search();
    pass(DELAY_MS / 1000);
    const created = await create(world, aged('40'));
    await modify(world, changed, aged('41'));
    await countEverybody(world.data, world.workspace, world.clock);
    await makeSnapshot({ workspace: world.workspace }, { ...stage, onBroken: () => undefined });
    pass(DELAY_MS / 1000);
    const { results, total, snapshot } = (await search()).body;
    expect(results.map(({ uuid }: { uuid: string }) => uuid).toSorted()).toEqual([created, changed].toSorted());
    expect([total.count, snapshot.used]).toEqual([2, true]);
  });

  test('a deletion of all that are archived leaves those archived just before to the next one, and touches none restored just before', async () => {
    const ready = await world.put(many(3, { status: 'archived' }));
    const [restored, late] = await world.put([contact({ status: 'archived' }), contact()]);
    if (!restored || !late) throw new Error('not stored');
    pass(DELAY_MS / 1000);
    await modify(world, late, [{ type: 'status', status: 'archived' }]);
    await modify(world, restored, [{ type: 'status', status: 'active' }]);
    pass(1);
    expect(await deleteAll()).toMatchObject({ total: 3, totals: { changed: 3 }, excluded: { not_archived: 1 } });
    expect(await world.folders([...ready, restored, late])).toEqual({ deleted: 3, active: 1, archived: 1 });
    pass(DELAY_MS / 1000);
    expect(await deleteAll()).toMatchObject({ total: 1, totals: { changed: 1 } });
    expect(await world.folders([restored, late])).toEqual({ active: 1, deleted: 1 });
  });

  async function deleteAll() {
    const { uuid } = await world.submit({ type: 'delete' }, { folder: 'archived' }, { preview: true });
    await world.drain();
    const { token, total } = await world.jobOf(uuid);
    await runJob(world.data, world.workspace, uuid, {
      token: token ?? '',
      count: total,
      settings: {},
      now: world.clock,
    });
    await continueJob(world, world.workspace, await world.jobOf(uuid));
    await world.drain();
    return world.jobOf(uuid);
  }

  test('a sweep leaves those who came just before to the next night, and flags none who was seen just before', async () => {
    const quiet = { lastSeenOn: addDays(NOW, -200) };
    const [due, seen] = await world.put([contact(quiet), contact(quiet)]);
    pass(DELAY_MS / 1000);
    const [late] = await world.put([contact(quiet)]);
    if (!due || !seen || !late) throw new Error('not stored');
    await modify(world, seen, [{ type: 'seen', seenOn: world.clock }]);
    await nightOf(world);
    await world.drain();
    expect(await world.folders([due])).toEqual({ dormant: 1 });
    expect(await world.folders([seen, late])).toEqual({ active: 2 });
    world.clock = addDays(world.clock, 1);
    await nightOf(world);
    await world.drain();
    expect(await world.folders([due, late])).toEqual({ dormant: 2 });
    expect(await world.folders([seen])).toEqual({ active: 1 });
  });

  test('a client that continues two minutes before the newest modified_on it has seen misses no change', async () => {
    const uuids = await world.put(many(270));
    pass(DELAY_MS / 1000);
    const edit = fc.record({ who: fc.nat(uuids.length - 1), afterMs: fc.constantFrom(1, 300, 2_000) });
    const rounds = fc.array(fc.array(edit, { maxLength: 4 }), { minLength: 1, maxLength: 8 });
    let edits = 0;

    async function change(some: readonly { readonly who: number; readonly afterMs: number }[]): Promise<void> {
      for (const { who, afterMs } of some) {
        pass(afterMs / 1000);
        await modify(world, uuids[who] as ContactId, [{ type: 'name', name: `Edit ${++edits}` }]);
      }
    }

    await fc.assert(
      fc.asyncProperty(rounds, fc.boolean(), async (all, reverse) => {
        const reader = openReader(reverse);
        for (const some of all) {
          await change(some.slice(0, 2));
          await reader.poll(() => change(some.slice(2)));
        }
        pass(DELAY_MS / 1000);
        await reader.poll(async () => {});
        const stored = [...(await readContacts(world.data, world.workspace, uuids)).values()];
        expect(reader.names).toEqual(new Map(stored.map((one) => [one.uuid, isTombstone(one) ? null : one.name])));
      }),
      { numRuns: runs(20) },
    );
  });

  /** A client that keeps a copy of all contacts as README.md tells it to. */
  function openReader(reverse: boolean) {
    const names = new Map<string, string | null>();
    let newest = '';
    const poll = async (between: () => Promise<void>) => {
      const after = newest && new Date(Date.parse(newest) - 120_000).toISOString();
      let query: Record<string, string> | null = { ...(reverse && { reverse: '1' }), ...(after && { after }) };
      while (query) {
        const { body }: Answered = await call(world, getContacts, { query });
        for (const { uuid, name, modified_on } of body.results) {
          names.set(uuid, name);
          if (modified_on > newest) newest = modified_on;
        }
        query = body.next && Object.fromEntries(new URL(body.next).searchParams);
        if (query) await between();
      }
    };
    return { names, poll };
  }
});

/** Counts are exact, whatever the stream delivers, and those of each day are kept for one write unit. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { cutAfter, readCounts, readCountsAt } from '../../../../shared/data/counts/index.ts';
import { foldCounts, recordBatch } from '../../../../shared/data/counts/record.ts';
import { countsOf, deltaOf, type Transition } from '../../../../shared/domain/contacts/counts.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { runs } from '../../../support/property/runs.ts';
import { costOf } from '../calls.ts';
import { aContact, now, reporters, writes } from './samples.ts';

/**
 * What may happen: any part of the stream is delivered again, shorter, longer or late; or rows are folded in between.
 */
type Delivery = { readonly from: number; readonly length: number } | 'fold' | 'fold all';

const delivery: fc.Arbitrary<Delivery> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ from: fc.nat(39), length: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 1, arbitrary: fc.constantFrom('fold', 'fold all') },
);

const newEvents = (count: number): Transition[] =>
  Array.from({ length: count }, () => ({ before: null, after: aContact({ groups: [reporters] }) }));

describeOnEngines('counts', (data, engine) => {
  let workspace: WorkspaceId;
  beforeEach(() => {
    workspace = randomUUID() as string as WorkspaceId;
  });

  const active = async () => (await readCounts(data(), workspace)).folders.active;
  const foldAll = () => foldCounts(data(), workspace, now, 0);

  it('are all 0 where nothing happened', async () => {
    expect(await readCounts(data(), workspace)).toEqual(countsOf({ folders: {}, groups: {} }));
  });

  it('count each event once, in any batches, any number of times and in any order', async () => {
    await fc.assert(
      fc.asyncProperty(writes, fc.array(delivery, { maxLength: 25 }), async (events, deliveries) => {
        const ws = randomUUID() as string as WorkspaceId;
        for (const one of deliveries) {
          if (one === 'fold') await foldCounts(data(), ws, now);
          else if (one === 'fold all') await foldCounts(data(), ws, now, 0);
          else await recordBatch(data(), ws, events.slice(one.from, one.from + one.length), now);
        }
        // The stream delivers each record at least once.
        await recordBatch(data(), ws, events, now);
        expect(await readCounts(data(), ws)).toEqual(countsOf(deltaOf(events)));
      }),
      { numRuns: runs(engine.exactCapacity ? 100 : 30) },
    );
  });

  it('are those of any moment of the last day, by the times of events, whatever came since and is folded', async () => {
    const at = fc.integer({ min: 0, max: 200 }).map((fives) => cutAfter(instant(now + fives * 5_000_000)));
    await fc.assert(
      fc.asyncProperty(writes, fc.array(delivery, { maxLength: 10 }), at, async (events, deliveries, cut) => {
        const ws = randomUUID() as string as WorkspaceId;
        const before = events.filter(({ after }) => (after?.modifiedOn ?? 0) < cut);
        await recordBatch(data(), ws, before, now);
        for (const one of deliveries) {
          if (one === 'fold' || one === 'fold all') await foldCounts(data(), ws, now, one === 'fold' ? 2 : 0);
          else await recordBatch(data(), ws, events.slice(one.from, one.from + one.length), now);
        }
        await recordBatch(data(), ws, events, now);
        const { folders, isNew } = await readCountsAt(data(), ws, cut);
        expect(folders).toEqual(countsOf(deltaOf(before)).folders);
        for (const { before: former, after } of events)
          if (!former && after) expect(isNew(after.uuid)).toBe(after.modifiedOn >= cut);
      }),
      { numRuns: runs(engine.exactCapacity ? 60 : 20) },
    );
  });

  it.each([
    ['the same batch', [30, 30, 30, 30]],
    ['longer and shorter batches with the same beginning', [30, 5, 20, 10]],
  ])('are exact when several record %s at the same moment', async (_, lengths) => {
    const events = newEvents(30);
    await Promise.all(lengths.map((length) => recordBatch(data(), workspace, events.slice(0, length), now)));
    expect(await active()).toBe(30);
  });

  it('are exact when some record and others fold at the same moment', async () => {
    const events = newEvents(120);
    const recorders = Array.from({ length: 4 }, async (_, i) => {
      for (let at = i; at < events.length; at += 4) await recordBatch(data(), workspace, events.slice(at, at + 1), now);
    });
    const folders = Array.from({ length: 3 }, async () => {
      for (let i = 0; i < 20; i++) await foldAll();
    });
    await Promise.all([...recorders, ...folders]);
    expect(await active()).toBe(120);
  });

  it('do not change when rows are folded, also by several at once, and are exact at any time', async () => {
    for (const event of newEvents(60)) await recordBatch(data(), workspace, [event], now);
    const [, , , ...read] = await Promise.all([foldAll(), foldAll(), foldAll(), active(), active(), active()]);
    expect(read).toEqual([60, 60, 60]);
    await foldAll();
    expect(await readCounts(data(), workspace)).toMatchObject({ folders: { active: 60 }, groups: { [reporters]: 60 } });
  });

  it('leave at most 40 rows, and lose none of the folded events', async () => {
    const events = newEvents(130);
    for (const event of events) await recordBatch(data(), workspace, [event], now);
    await foldCounts(data(), workspace, now);
    expect(await foldAll()).toBeLessThanOrEqual(40);
    await recordBatch(data(), workspace, events, now);
    expect(await active()).toBe(130);
  });

  it('cost nothing for events that change no count', async () => {
    const before = aContact({ groups: [reporters] });
    const after = { ...before, name: 'Ann', version: 2 };
    const cost = await costOf(data(), () => recordBatch(data(), workspace, [{ before, after }], now));
    expect(cost).toEqual({ readUnits: 0, writeUnits: 0 });
  });

  it.runIf(engine.exactCapacity)('cost a batch of 500 events less than 0.1 read and write units an event', async () => {
    const { readUnits, writeUnits } = await costOf(data(), async () => {
      for (let batch = 0; batch < 20; batch++) await recordBatch(data(), workspace, newEvents(500), now);
    });
    expect(writeUnits / 10_000).toBeLessThan(0.1);
    expect(readUnits / 10_000).toBeLessThan(0.1);
  });
});

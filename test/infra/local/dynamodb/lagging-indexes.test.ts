import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Data } from '../../../../shared/data/dynamo/client.ts';
import {
  type Key,
  put,
  putAll,
  queryPage,
  remove,
  transact,
  type Write,
  write,
} from '../../../../shared/data/dynamo/index.ts';
import { openLagging } from '../../../support/engines/lagging.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { runs } from '../../../support/property/runs.ts';

const DELAY_MS = 5_000;

type Place = readonly [partition: number, sort: number] | null;

/** At a moment each item is put somewhere in the index, or deleted, one way or another. */
interface Step {
  readonly afterMs: number;
  readonly how: 'alone' | 'together' | 'batch';
  readonly moves: readonly { readonly item: number; readonly to: Place }[];
}

const place = fc.option(fc.tuple(fc.nat(1), fc.nat(9)), { freq: 3 });
const moves = fc.uniqueArray(fc.record({ item: fc.nat(7), to: place }), {
  selector: ({ item }) => item,
  minLength: 1,
  maxLength: 4,
});
const step: fc.Arbitrary<Step> = fc.record({
  afterMs: fc.constantFrom(0, 1, 1_000, 3_000, DELAY_MS, 20_000),
  how: fc.constantFrom('alone', 'together', 'batch'),
  moves,
});

describeOnEngines('indexes that lag', (data) => {
  let now = 0;
  let lagging: Data;
  let stop: () => Promise<void>;
  let run = 0;

  beforeAll(async () => {
    ({ data: lagging, stop } = await openLagging(data(), { delayMs: () => DELAY_MS, now: () => now }));
  });
  afterAll(() => stop());

  const keyOf = (item: number): Key => ({ pk: `C#${run}#${item}`, sk: 'CONTACT' });
  const sortOf = (item: number, sort: number) => `${sort}#${item}`;
  const itemOf = (item: number, [partition, sort]: NonNullable<Place>) => ({
    ...keyOf(item),
    folderKey: `${run}#${partition}`,
    folderSort: sortOf(item, sort),
    modifiedKey: `${run}#all`,
    modifiedSort: sortOf(item, sort),
  });

  async function carryOut({ how, moves: all }: Step): Promise<void> {
    const writes = all.map(
      ({ item, to }): Write => (to ? put('contacts', itemOf(item, to)) : remove('contacts', keyOf(item))),
    );
    if (how === 'together') expect(await transact(lagging, writes)).toEqual({ ok: true });
    else if (how === 'alone') for (const one of writes) await write(lagging, one);
    else {
      await putAll(
        lagging,
        'contacts',
        all.flatMap(({ item, to }) => (to ? [itemOf(item, to)] : [])),
      );
      for (const [index, one] of writes.entries()) if (!all[index]?.to) await write(lagging, one);
    }
  }

  /** What a reader of pages finds between two bounds of an index. */
  async function listed(query: {
    index: 'byFolder' | 'byModified';
    partition: string;
    descending: boolean;
    limit: number;
  }) {
    const sortKey = query.index === 'byFolder' ? 'folderSort' : 'modifiedSort';
    const found: string[] = [];
    let start: Key | undefined;
    do {
      const sort = { from: '2', to: '8' };
      const page = await queryPage<Record<string, string>>(
        lagging,
        { table: 'contacts', ...query, sort, attributes: [sortKey] },
        start,
      );
      expect(page.items.length).toBeLessThanOrEqual(query.limit);
      if (page.next) expect(page.items).not.toEqual([]);
      found.push(...page.items.map((item) => item[sortKey] ?? ''));
      start = page.next;
    } while (start);
    return found;
  }

  test('show what they were before the delay, in every order and size of page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        async (steps, limit, descending) => {
          run++;
          const past: { readonly at: number; readonly item: number; readonly to: Place }[] = [];
          for (const one of steps) {
            now += one.afterMs;
            await carryOut(one);
            past.push(...one.moves.map((move) => ({ ...move, at: now })));
          }
          const shown = new Map(past.filter(({ at }) => now - at >= DELAY_MS).map(({ item, to }) => [item, to]));
          const expected = (partition: number | null) =>
            [...shown]
              .flatMap(([item, to]) => (to && (partition === null || to[0] === partition) ? [sortOf(item, to[1])] : []))
              .filter((sort) => sort >= '2' && sort <= '8')
              .sort((a, b) => (a < b === descending ? 1 : -1));
          expect(await listed({ index: 'byFolder', partition: `${run}#1`, descending, limit })).toEqual(expected(1));
          expect(await listed({ index: 'byModified', partition: `${run}#all`, descending, limit })).toEqual(
            expected(null),
          );
        },
      ),
      { numRuns: runs(60) },
    );
  });
});

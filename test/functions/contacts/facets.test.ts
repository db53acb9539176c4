/** Facets count what searches find, by the snapshot and without; each value's query finds as many as it says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getFacets } from '../../../functions/search/facets.ts';
import { showDormancy } from '../../../functions/workspace/dormancy.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { forget } from '../../../shared/services/snapshots/cache.ts';
import { engines, type RunningEngine, startEngine } from '../../support/engines/engines.ts';
import { call, create, modify, newField, smartGroup } from '../groups/api.ts';
import { asked, expected, openStage, pass, person, type Stage, work } from './snapshot-stage.ts';

const BY = 'status,group,language,last_seen_on,fields.age,fields.crop';

describe('facets', () => {
  let engine: RunningEngine;
  let stage: Stage;
  beforeAll(async () => {
    engine = await startEngine(engines[0] as (typeof engines)[number]);
    stage = await openStage(engine);
    await newField(stage, 'crop', 'text');
    await smartGroup(stage, 'age > 20', 'Over 20');
    await stage.drainQueues();
    for (let n = 0; n < 24; n++) {
      const crop = ['Maize', ' maize', 'Tea', 'O"Neil'][n % 5] ?? '';
      const seen = { type: 'seen', seenOn: instant(stage.clock - (n % 4) * 20 * 86_400_000_000) } as const;
      const given = [...person(n), { type: 'field', field: 'crop', value: crop }];
      const uuid = await create(stage, given as Parameters<typeof create>[1]);
      stage.people.add(uuid);
      if (n % 6 === 0) await modify(stage, uuid, [{ type: 'status', status: 'archived' }]);
      if (n % 3 === 0) await modify(stage, uuid, [seen]);
    }
    // The job of the group has asked for a snapshot.
    pass(stage, 400);
  });
  afterAll(() => engine.stop());

  const facets = async (query: string) => (await call(stage, getFacets, { query: { query, by: BY } })).body;

  /** Each value's query finds as many contacts as it says, among the matches of `query`. */
  async function agree(query: string) {
    const answer = await facets(query);
    expect(answer.total).toEqual({ count: (await expected(stage, query, '')).length, exact: true });
    for (const { key, values } of answer.facets)
      for (const value of values) {
        const found = await expected(stage, `(${query}) AND ${value.query}`, '');
        expect([key, value.query, value.count]).toEqual([key, value.query, found.length]);
      }
    return answer;
  }

  test('say the same by the tables, by the snapshot, and when the snapshot is broken', async () => {
    const strip = ({ snapshot: _, ...rest }: { snapshot: unknown }) => rest;
    const byTables = await agree('age > 5 OR language = eng');
    expect(byTables.snapshot).toMatchObject({ used: false, why: 'making' });
    expect(byTables.facets.map(({ values }: { values: unknown[] }) => values.length)).toEqual([2, 1, 3, 3, 6, 4]);
    await work(stage);
    const bySnapshot = await facets('age > 5 OR language = eng');
    expect(bySnapshot.snapshot).toMatchObject({ used: true });
    expect(strip(bySnapshot)).toEqual(strip(byTables));
    // Half of its files are gone: what was counted before that is forgotten.
    for (const file of [...stage.files.stored.keys()].slice(4)) stage.files.stored.delete(file);
    forget();
    const broken = await facets('age > 5 OR language = eng');
    expect(broken.snapshot).toMatchObject({ used: false, why: 'broken' });
    expect(strip(broken)).toEqual(strip(byTables));
  });

  test('count contacts that changed after the snapshot as they are now', async () => {
    // It is asked for once a minute.
    pass(stage, 400);
    await asked(stage, 'age > 5');
    await work(stage);
    pass(stage, 600);
    const before = (await call(stage, showDormancy, {})).body;
    for (const uuid of [...stage.people].slice(0, 7) as ContactId[]) await modify(stage, uuid, person(3));
    expect((await agree('age > 5')).snapshot).toMatchObject({ used: true, behind: 6 });
    // The ages of contacts are counted by the same snapshot, as the index has them.
    const after = (await call(stage, showDormancy, {})).body;
    const { config } = stage;
    const byIndex = (await call({ ...stage, config: { ...config, snapshotsFrom: undefined } }, showDormancy, {})).body;
    expect({ ...after, read_units: 0 }).toEqual({ ...byIndex, read_units: 0 });
    expect(before.total).toBe(after.total);
  });
});

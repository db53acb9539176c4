/** While a job changes thousands of contacts, and just after it, lists are exact, sorted and counted (ADR 007). */
import { expect, test } from 'vitest';
import { getContacts } from '../../../../functions/contacts/list.ts';
import { getFacets } from '../../../../functions/search/facets.ts';
import { readSnapshot } from '../../../../shared/data/snapshots/index.ts';
import { firstEngine } from '../../../support/engines/first.ts';
import { ARCHIVE, many } from '../../engine/world.ts';
import { call } from '../../groups/api.ts';
import { asked, expected, make, openStage, pass, readInParts, type Stage, work } from '../snapshot-stage.ts';

const PEOPLE = 2_200;
const QUERIES = ['status = archived', 'name = Ann'];

const engine = firstEngine();

/** Page, order and count of each search are those of a look at everybody; returns how many contacts were read. */
async function exactNow(stage: Stage): Promise<number> {
  let behind = 0;
  for (const query of QUERIES) {
    for (const sort of ['', '-created_on']) {
      const wanted = await expected(stage, query, sort);
      const given = { query, limit: '50', ...(sort && { sort }) };
      const { body } = await call(stage, getContacts, { query: given });
      expect(body).toMatchObject({ total: { count: wanted.length, exact: true }, snapshot: { used: true } });
      expect(body.results.map(({ uuid }: { uuid: string }) => uuid)).toEqual(wanted.slice(0, 50));
      behind = Math.max(behind, body.snapshot.behind);
    }
    const { total } = (await call(stage, getContacts, { query: { query, total: 'true' } })).body;
    expect(total).toMatchObject({ count: (await expected(stage, query, '')).length, exact: true });
    expect((await call(stage, getFacets, { query: { query, by: 'language' } })).body.total).toEqual({
      ...{ count: total.count, exact: true },
    });
  }
  return behind;
}

test("a job's changes are in exact answers while it runs, and are read once only", async () => {
  const stage = await openStage(engine());
  for (const uuid of await stage.put([...many(PEOPLE, { name: 'Ann' }), ...many(100, { name: 'Bob' })]))
    stage.people.add(uuid);
  await asked(stage, 'name = Ann');
  await work(stage);
  pass(stage, 600);
  await make(stage);
  expect(await exactNow(stage)).toBe(0);
  await stage.submit(ARCHIVE, { query: 'name = Ann', within: null });
  let [delivered, most] = [0, 0];
  const works = () => stage.queued.filter(({ queue }) => (queue as string) !== 'snapshots');
  for (let [message] = works(); message; [message] = works()) {
    stage.queued.splice(stage.queued.indexOf(message), 1);
    pass(stage, 1);
    await stage.deliver(message);
    delivered += 1;
    if (delivered % 2 === 0) continue;
    most = Math.max(most, await exactNow(stage));
    // A search has asked for it, and ten seconds later for more.
    pass(stage, 10);
    await asked(stage, 'name = Ann');
    const others = works();
    await work(stage);
    stage.queued.push(...others);
    expect((await asked(stage, 'status = archived')).body.snapshot).toMatchObject({ used: true, behind: 0 });
  }
  expect([delivered, most]).toEqual([expect.toSatisfy((count) => count > 5), expect.toSatisfy((count) => count > 400)]);
  expect((await asked(stage, 'status = archived')).body.total.count).toBe(PEOPLE);
  readInParts(stage);
  expect(await exactNow(stage)).toBeLessThan(251);
  // What is many is merged and counted once less changes.
  for (let times = 0; times < 2; times++) {
    pass(stage, 330);
    await make(stage);
  }
  const { snapshot } = (await readSnapshot(stage.data, stage.workspace)) ?? {};
  expect(snapshot).toMatchObject({ countedOn: stage.clock });
  expect(snapshot?.segments.every(({ shard }) => shard !== null)).toBe(true);
  expect(await exactNow(stage)).toBe(0);
});

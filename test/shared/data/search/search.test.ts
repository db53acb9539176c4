import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { keyOfIdentity } from '../../../../shared/data/contacts/urn-owners.ts';
import { consumedSince } from '../../../../shared/data/dynamo/meter.ts';
import { CursorError } from '../../../../shared/data/paging/cursor.ts';
import { accessNameOf } from '../../../../shared/data/search/access.ts';
import { countMatches } from '../../../../shared/data/search/count.ts';
import { planSearch, type SearchPlan } from '../../../../shared/data/search/plan.ts';
import { searchContacts } from '../../../../shared/data/search/search.ts';
import { searchSorted } from '../../../../shared/data/search/sorted.ts';
import { identityOf } from '../../../../shared/domain/contacts/urns.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import { readSearch } from '../../../../shared/domain/search/search.ts';
import { parseSort } from '../../../../shared/domain/search/sort.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { runs } from '../../../support/property/runs.ts';
import { assets, now } from '../../domain/contacts/world.ts';
import { aWorkspace, person } from '../contacts/people.ts';
import { countsFor, readAll, seed } from '../contacts/store-many.ts';
import { distinctContact, folder, groupNames, queryText } from './generators.ts';

describeOnEngines('a search', (data, engine) => {
  const workspace = aWorkspace();
  // As in a workspace, where a URN has at most one owner.
  const owned = new Set<string>();
  const drawn = fc.sample(distinctContact(), { seed: 7, numRuns: 300 });
  const people = drawn.map((one) => {
    const urns = one.urns.filter((urn) => !owned.has(identityOf(urn)) && owned.add(identityOf(urn)));
    return { ...one, urns };
  });
  const counts = countsFor(people);
  beforeAll(async () => {
    await seed(data(), workspace, people);
    for (const { uuid, urns } of people)
      for (const urn of urns) {
        const key = await keyOfIdentity(data(), workspace, identityOf(urn));
        await data().documents.send(new PutCommand({ TableName: data().contactsTable, Item: { ...key, owner: uuid } }));
      }
  });

  function planFor(text: string, where: Parameters<typeof readSearch>[1] = null): SearchPlan {
    const read = readSearch(text, where, assets, now);
    if (!read.ok) throw new Error(`${text}: ${read.error.message}`);
    return planSearch(read.search, counts);
  }

  const run = (plan: SearchPlan, page: Partial<Parameters<typeof searchContacts>[3]> = {}) =>
    readAll((cursor) => searchContacts(data(), workspace, plan, { limit: 20, cursor, ...page }));

  it('finds, by every access and in either order, the same contacts as checking all of them, each once', async () => {
    const order = fc.constantFrom('newest' as const, 'oldest' as const);
    await fc.assert(
      fc.asyncProperty(queryText, folder, order, async (text, where, order) => {
        const plan = planFor(text, where);
        const expected = people.filter(plan.search.matches).map(({ uuid }) => uuid as string);
        for (const access of [plan.access, ...plan.others]) {
          const { uuids } = await run({ ...plan, access, others: [] }, { order });
          expect([accessNameOf(access), uuids.toSorted()]).toEqual([accessNameOf(access), expected.toSorted()]);
        }
      }),
      { numRuns: runs(engine.exactCapacity ? 60 : 15), seed: 11 },
    );
  });

  it('returns full pages, and says when there are no more', async () => {
    const plan = planFor('created_on > 01-01-2000');
    const first = await searchContacts(data(), workspace, plan, { limit: 20 });
    expect(first.contacts).toHaveLength(20);
    expect(first.partial).toBe(false);
    const { uuids, pages } = await run(plan);
    expect(pages).toBe(Math.ceil(uuids.length / 20));
  });

  it('returns what it has found when its budget is spent, says so, and goes on', async () => {
    const plan = planFor('name = nobody');
    const page = { limit: 20, budget: { milliseconds: 60_000, readUnits: 1 } };
    const first = await searchContacts(data(), workspace, plan, page);
    expect(first).toMatchObject({ contacts: [], partial: true, progress: { found: 0 } });
    expect(first.progress?.lookedAt).toBeGreaterThan(0);
    expect(first.cursor).not.toBeNull();
    expect((await run(plan, page)).uuids).toEqual([]);
    const found = planFor('name = ann AND last_seen_on != ""');
    const [spare, whole] = [await run(found, { ...page, limit: 100 }), await run(found, { limit: 100 })];
    expect(spare.uuids).toEqual(whole.uuids);
    expect(spare.pages).toBeGreaterThan(whole.pages);
  });

  it('counts as many as it finds, by every access, at once or on and on; and goes on where a page ended', async () => {
    for (const text of ['name = ann', 'created_on > 01-01-2000', `group = "${groupNames[0]}"`, 'status = archived']) {
      const plan = planFor(text);
      for (const access of [plan.access, ...plan.others]) {
        const one = { ...plan, access, others: [] };
        const { uuids } = await run(one);
        expect(await countMatches(data(), workspace, one)).toMatchObject({ count: uuids.length, cursor: null });
        const least = { budget: { milliseconds: 60_000, readUnits: 1 } };
        let counted = await countMatches(data(), workspace, one, least);
        for (let before = counted; counted.cursor !== null; before = counted) {
          counted = await countMatches(data(), workspace, one, { ...least, cursor: counted.cursor });
          expect(counted.count).toBeGreaterThanOrEqual(before.count);
        }
        expect(counted.count).toBe(uuids.length);
        const { cursor } = await searchContacts(data(), workspace, one, { limit: 3 });
        if (cursor !== null) expect((await countMatches(data(), workspace, one, { cursor })).count).toBe(uuids.length);
      }
    }
  });

  it('counts nothing on from a cursor that does not say how many were before', async () => {
    const plan = planFor('created_on > 01-01-2000');
    const { cursor } = await searchContacts(data(), workspace, plan, { limit: 5 });
    const earlier = cursor?.replace(/\/\d+\/\d+$/, '') ?? '';
    const page = await searchContacts(data(), workspace, plan, { limit: 5, cursor: earlier });
    expect(page).toMatchObject({ progress: null, contacts: { length: 5 } });
    await expect(countMatches(data(), workspace, plan, { cursor: earlier })).rejects.toThrow(CursorError);
  });

  it('goes on by the same access when the counts would now choose another', async () => {
    const [first] = groupNames;
    const plan = planFor(`group = "${first}"`);
    const cheaper = planSearch(plan.search, { ...counts, folders: { ...counts.folders, active: 0, dormant: 0 } });
    expect(cheaper.access.type).not.toBe(plan.access.type);
    const begun = await searchContacts(data(), workspace, plan, { limit: 5 });
    const rest = await readAll((cursor) =>
      searchContacts(data(), workspace, cheaper, { limit: 5, cursor: cursor ?? begun.cursor }),
    );
    const all = [...begun.contacts.map(({ uuid }) => uuid), ...rest.uuids];
    expect(all).toEqual((await run(plan)).uuids);
  });

  it.each(['nonsense', 'folders/0', 'other/0/', 'folders/0/x y'])('refuses the cursor %s', async (cursor) => {
    await expect(searchContacts(data(), workspace, planFor('name = ann'), { limit: 20, cursor })).rejects.toThrow(
      CursorError,
    );
  });

  it('reads few contacts where few can match', async () => {
    if (!engine.exactCapacity) return;
    const units = async (text: string) => {
      const start = data().meter.read();
      await run(planFor(text));
      return consumedSince(data().meter, start).readUnits;
    };
    expect(await units('status = archived AND status = blocked')).toBe(0);
    expect(await units(`uuid = ${people[0]?.uuid}`)).toBe(0.5);
    expect(await units('tel = +250788000001')).toBe(2.5);
    // Two folders of eight shards each, and no contact.
    expect(await units('last_seen_on < -90d')).toBe(8);
  });

  describe('that is sorted', () => {
    const sorted = (text: string, sort: string) =>
      readAll(async (cursor) => {
        const chosen = parseSort(sort, assets);
        if (!chosen) throw new Error(sort);
        const page = await searchSorted(data(), workspace, planFor(text), { sort: chosen, limit: 30, cursor });
        if (!page) throw new Error('Too many');
        return page;
      });

    it.each([
      ['created_on', 1],
      ['-created_on', -1],
      ['last_seen_on', 1],
      ['-last_seen_on', -1],
    ] as const)('by %s', async (sort, sign) => {
      const { uuids } = await sorted('created_on > 01-01-2000', sort);
      const byUuid = new Map(people.map((one) => [one.uuid as string, one]));
      const value = (uuid: string) => {
        const one = byUuid.get(uuid);
        return (sort.endsWith('created_on') ? one?.createdOn : one?.lastSeenOn) ?? sign * Infinity;
      };
      const expected = [...uuids].sort((a, b) => {
        const [x, y] = [value(a), value(b)];
        return x === y ? (a < b ? -1 : 1) : sign * (x < y ? -1 : 1);
      });
      expect(uuids).toEqual(expected);
      expect(uuids.toSorted()).toEqual((await run(planFor('created_on > 01-01-2000'))).uuids.toSorted());
    });

    it('is refused when there are too many to sort', async () => {
      const crowded = aWorkspace();
      const crowd = Array.from({ length: 1_001 }, () => person({ createdOn: addDays(instant(now), -1) }));
      await seed(data(), crowded, crowd);
      const page = { sort: { key: 'name', descending: false } as const, limit: 30 };
      expect(await searchSorted(data(), crowded, planFor('name = ""'), page)).toBeNull();
    });
  });
});

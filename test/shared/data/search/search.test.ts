import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { keyOfIdentity } from '../../../../shared/data/contacts/urn-owners.ts';
import { put, write } from '../../../../shared/data/dynamo/write.ts';
import { CursorError } from '../../../../shared/data/paging/pages.ts';
import { READ_AT_MOST, searchContacts, searchWhole } from '../../../../shared/data/search/index.ts';
import { identityOf } from '../../../../shared/domain/contacts/urns.ts';
import { readSearch, type Search } from '../../../../shared/domain/search/search.ts';
import { parseSort } from '../../../../shared/domain/search/sort.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { runs } from '../../../support/property/runs.ts';
import { assets, now } from '../../domain/contacts/world.ts';
import { costOf } from '../calls.ts';
import { aWorkspace } from '../contacts/people.ts';
import { readAll, seed } from '../contacts/store-many.ts';
import { distinctContact, folder, queryText } from './generators.ts';

describeOnEngines('a search', (data, engine) => {
  const workspace = aWorkspace();
  // As in a workspace, where a URN has at most one owner.
  const owned = new Set<string>();
  const drawn = fc.sample(distinctContact(), { seed: 7, numRuns: 300 });
  const people = drawn.map((one) => {
    const urns = one.urns.filter((urn) => !owned.has(identityOf(urn)) && owned.add(identityOf(urn)));
    return { ...one, urns };
  });
  beforeAll(async () => {
    await seed(data(), workspace, people);
    for (const { uuid, urns } of people)
      for (const urn of urns) {
        const key = await keyOfIdentity(data(), workspace, identityOf(urn));
        await write(data(), put('contacts', { ...key, owner: uuid }));
      }
  });

  function searchFor(text: string, where: Parameters<typeof readSearch>[1] = null): Search {
    const read = readSearch(text, where, assets, now);
    if (!read.ok) throw new Error(`${text}: ${read.error.message}`);
    return read.search;
  }

  const WAYS = ['folders', 'modified'] as const;
  type Page = Parameters<typeof searchContacts>[3];
  const run = (search: Search, page: Partial<Page> = {}) =>
    readAll((cursor) => searchContacts(data(), workspace, search, { by: 'folders', limit: 20, cursor, ...page }));
  const wholly = (search: Search, sort: string) =>
    readAll(async (cursor) => {
      const page = { population: people.length, sort: parseSort(sort, assets), limit: 30, cursor };
      const found = await searchWhole(data(), workspace, search, page);
      if (found === null) throw new Error('Too many');
      expect(found.total).toBe(people.filter(search.matches).length);
      return found;
    });

  it('finds, in either way and order, the same contacts as checking all of them, each once', async () => {
    const order = fc.constantFrom('newest' as const, 'oldest' as const);
    await fc.assert(
      fc.asyncProperty(queryText, folder, order, async (text, where, order) => {
        const search = searchFor(text, where);
        const expected = people.filter(search.matches).map(({ uuid }) => uuid as string);
        for (const by of WAYS) {
          const { uuids } = await run(search, { by, order });
          expect([by, uuids.toSorted()]).toEqual([by, expected.toSorted()]);
        }
        expect((await wholly(search, 'name')).uuids.toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: runs(engine.exactCapacity ? 60 : 15), seed: 11 },
    );
  });

  it('returns full pages, and says when there are no more', async () => {
    const search = searchFor('created_on > 01-01-2000');
    const first = await searchContacts(data(), workspace, search, { by: 'modified', limit: 20 });
    expect(first).toMatchObject({ contacts: { length: 20 }, partial: false });
    const { uuids, pages } = await run(search, { by: 'modified' });
    expect(pages).toBe(Math.ceil(uuids.length / 20));
  });

  it('returns what it has found when its budget is spent, says so, and goes on', async () => {
    const search = searchFor('name = nobody');
    const page = { limit: 20, budget: { milliseconds: 60_000, readUnits: 1 } };
    const first = await searchContacts(data(), workspace, search, { by: 'folders', ...page });
    expect(first).toMatchObject({ contacts: [], partial: true, progress: { found: 0 } });
    expect(first.progress?.lookedAt).toBeGreaterThan(0);
    expect(first.cursor).not.toBeNull();
    expect((await run(search, page)).uuids).toEqual([]);
    const found = searchFor('name = ann AND last_seen_on != ""');
    const spare = await run(found, { ...page, limit: 100 });
    const whole = await run(found, { limit: 100 });
    expect(spare.uuids).toEqual(whole.uuids);
    expect(spare.pages).toBeGreaterThan(whole.pages);
  });

  it('says how many were looked at and found so far, if its cursor does', async () => {
    const search = searchFor('created_on > 01-01-2000');
    const all = (await run(search)).uuids.length;
    const page = { by: 'modified', limit: Infinity, budget: { milliseconds: 60_000, readUnits: 1 } } as const;
    let found = await searchContacts(data(), workspace, search, page);
    const { cursor } = await searchContacts(data(), workspace, search, { by: 'modified', limit: 5 });
    const earlier = cursor?.replace(/\/\d+\/\d+$/, '');
    while (found.cursor !== null) found = await searchContacts(data(), workspace, search, { ...page, ...found });
    expect(found.progress?.found).toBe(all);
    const unknown = await searchContacts(data(), workspace, search, { by: 'modified', limit: 5, cursor: earlier });
    expect(unknown).toMatchObject({ progress: null, contacts: { length: 5 } });
  });

  it.each(['nonsense', 'folders/0', 'other/0/', 'folders/0/x y', 'modified/0/'])(
    'refuses the cursor %s',
    async (cursor) => {
      const page = { by: 'folders', limit: 20, cursor } as const;
      await expect(searchContacts(data(), workspace, searchFor('name = ann'), page)).rejects.toThrow(CursorError);
    },
  );

  it('reads only contacts that the query names, where it names any', async () => {
    if (!engine.exactCapacity) return;
    const units = async (text: string) => (await costOf(data(), () => wholly(searchFor(text), 'name'))).readUnits;
    expect(await units(`uuid = ${people[0]?.uuid}`)).toBe(0.5);
    expect(await units(`uuid = ${people[0]?.uuid} AND name ~ ann`)).toBe(0.5);
    expect(await units('tel = +250788000001')).toBe(2.5);
    expect(await units(`tel = +250788000001 OR uuid = ${people[0]?.uuid}`)).toBe(3);
    expect(await units('tel = +250788000001 OR name = ann')).toBeGreaterThan(50);
  });

  it('does not read all of a large workspace', async () => {
    const page = { population: READ_AT_MOST + 1, sort: parseSort('name', assets), limit: 30 };
    expect(await searchWhole(data(), workspace, searchFor('name = ann'), page)).toBeNull();
    const unsorted = { population: 1, sort: null, limit: 30 };
    expect(await searchWhole(data(), workspace, searchFor('name = ann'), unsorted)).toBeNull();
  });
});

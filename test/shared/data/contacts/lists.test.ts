import { beforeAll, describe, expect, it } from 'vitest';
import { pageRoster, putStints, shardOf, sortableMicros } from '../../../../shared/data/contacts/index.ts';
import { type ContactPage, listByModified, listFolder, pageFolder } from '../../../../shared/data/contacts/lists.ts';
import { FEWEST_SHARDS } from '../../../../shared/data/dynamo/index.ts';
import { CursorError } from '../../../../shared/data/paging/pages.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId, GroupId } from '../../../../shared/domain/ids.ts';
import { addDays, dayOf, instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { thereAndBack } from '../../../support/paging.ts';
import { costOf } from '../calls.ts';
import { aContact, aGroup, aWorkspace, NOW, person, putItems } from './people.ts';

const walk = (read: (cursor: string | null) => Promise<ContactPage>): Promise<ContactId[]> =>
  thereAndBack(read, ({ uuids }) => uuids);

const uuidsOf = (people: readonly Contact[]) => people.map(({ uuid }) => uuid);

describeOnEngines('lists', (data, engine) => {
  describe('by modification', () => {
    const workspace = aWorkspace();
    const people = Array.from({ length: 1255 }, () => person());
    const sorted = uuidsOf(people).sort();
    beforeAll(() => putItems(data(), workspace, people));

    const list = (page: Partial<Parameters<typeof listByModified>[2]> = {}) =>
      walk((cursor) =>
        listByModified(data(), workspace, { deleted: false, reverse: false, limit: 250, cursor, ...page }),
      );

    it('pages 1,255 contacts modified at the very same time without loss or repetition, in both directions', async () => {
      expect(await list()).toEqual([...sorted].reverse());
      expect(await list({ reverse: true })).toEqual(sorted);
      expect(await list({ limit: 5 * 251 })).toEqual([...sorted].reverse());
    });

    it('takes bounds as inclusive', async () => {
      const [just, next] = [instant(NOW - 1), instant(NOW + 1)];
      expect(await list({ before: NOW, after: NOW })).toHaveLength(1255);
      expect(await list({ before: just })).toEqual([]);
      expect(await list({ after: next })).toEqual([]);
      expect(await list({ before: NOW, after: next })).toEqual([]);
      expect(await list({ before: NOW, after: NOW, reverse: true })).toEqual(sorted);
    });

    it.runIf(engine.exactCapacity)('reads a page of 250 with eight queries', async () => {
      const page = { deleted: false, reverse: false, limit: 250 };
      const { readUnits } = await costOf(data(), () => listByModified(data(), workspace, page));
      // 56 entries of less than 290 bytes a query.
      expect(readUnits).toBeLessThanOrEqual(8 * 2);
    });
  });

  it('orders by time first, newest first', async () => {
    const workspace = aWorkspace();
    const people = Array.from({ length: 40 }, (_, i) => person({ modifiedOn: instant(NOW + i * 7) }));
    await putItems(data(), workspace, people);
    const newest = [...uuidsOf(people)].reverse();
    const options = { deleted: false, reverse: false, limit: 7 };
    expect(await walk((cursor) => listByModified(data(), workspace, { ...options, cursor }))).toEqual(newest);
    const upTo = { ...options, before: instant(NOW + 70), after: instant(NOW + 7) };
    const some = await walk((cursor) => listByModified(data(), workspace, { ...upTo, cursor }));
    expect(some).toEqual(uuidsOf(people.slice(1, 11)).reverse());
  });

  it('lists a page that all lies in one shard', async () => {
    const workspace = aWorkspace();
    const people: Contact[] = [];
    while (people.length < 60) {
      const one = person();
      if (shardOf(one.uuid) === 3) people.push(one);
    }
    await putItems(data(), workspace, people);
    const page = { deleted: false, reverse: true, limit: 25 };
    const listed = await walk((cursor) => listByModified(data(), workspace, { ...page, cursor }));
    expect(listed).toEqual(uuidsOf(people).sort());
  });

  it.each([1, 10, 20, 50])('lists active contacts before dormant ones, newest day first, %i a page', async (limit) => {
    const workspace = aWorkspace();
    const seenDaysAgo = (days: number, given: Partial<Contact> = {}) =>
      person({ lastSeenOn: addDays(NOW, -days), ...given });
    const active = Array.from({ length: 20 }, (_, i) => seenDaysAgo(i));
    const dormant = Array.from({ length: 5 }, (_, i) => seenDaysAgo(i, { dormantSince: NOW }));
    const archived = [person({ status: 'archived', statusOn: NOW })];
    await putItems(data(), workspace, [...active, ...dormant, ...archived]);
    const list = (folder: 'active' | 'dormant' | 'archived' | 'blocked') =>
      walk((cursor) => listFolder(data(), workspace, folder, { limit, cursor }));
    expect(await list('active')).toEqual(uuidsOf([...active, ...dormant]));
    expect(await list('dormant')).toEqual(uuidsOf(dormant));
    expect(await list('archived')).toEqual(uuidsOf(archived));
    expect(await list('blocked')).toEqual([]);
  });

  it('refuses cursors that it has not returned', async () => {
    const someone = `2026-11-24#${aContact()}`;
    for (const cursor of ['x', 'nx', `n${someone}`, `x${NOW}#${aContact()}`]) {
      const page = { deleted: false, reverse: false, limit: 1, cursor };
      await expect(listByModified(data(), aWorkspace(), page)).rejects.toThrow(CursorError);
    }
    for (const cursor of ['x', 'n/', 'nactive/', 'pactive/2026', `narchived/${someone}`, `active/${someone}`]) {
      await expect(listFolder(data(), aWorkspace(), 'active', { limit: 1, cursor })).rejects.toThrow(CursorError);
    }
  });

  it('gives a way back also from a page that has become empty, and a way on from an empty page before the first', async () => {
    const workspace = aWorkspace();
    const people = Array.from({ length: 9 }, (_, i) => person({ modifiedOn: instant(NOW + i) }));
    await putItems(data(), workspace, people);
    const newest = uuidsOf(people).reverse();
    const read = (cursor: string | null) =>
      listByModified(data(), workspace, { deleted: false, reverse: false, limit: 3, cursor });
    const behind = await read(`n${sortableMicros(NOW)}#${people[0]?.uuid}`);
    expect(behind).toMatchObject({ uuids: [], cursor: null });
    expect((await read(behind.previous)).uuids).toEqual(newest.slice(-3));
    const emptied = await read(`p${sortableMicros(instant(NOW + 8))}#${newest[0]}`);
    expect(emptied).toMatchObject({ uuids: [], previous: null });
    expect((await read(emptied.cursor)).uuids).toEqual(newest.slice(0, 3));
  });

  it('loses no unchanged contact when others are modified between two pages, in both directions', async () => {
    const workspace = aWorkspace();
    const people = Array.from({ length: 60 }, (_, i) => person({ modifiedOn: instant(NOW + Math.floor(i / 7)) }));
    await putItems(data(), workspace, people);
    const still = people.filter((_, i) => i % 3 > 0).map(({ uuid }) => uuid);
    let [turn, modified] = [0, NOW];
    const read = async (cursor: string | null) => {
      const page = await listByModified(data(), workspace, { deleted: false, reverse: false, limit: 8, cursor });
      const moved = people.filter((_, i) => i % 3 === 0).slice(turn, turn + 2);
      modified = instant(modified + 1_000_000);
      turn += 2;
      const again = moved.map((one) => ({ ...one, modifiedOn: modified }));
      await putItems(data(), workspace, again);
      return page;
    };
    const [forwards, back]: [ContactId[], ContactId[]] = [[], []];
    let page = await read(null);
    for (; page.cursor !== null; page = await read(page.cursor)) forwards.push(...page.uuids);
    forwards.push(...page.uuids);
    for (; page.previous !== null; page = await read(page.previous)) back.unshift(...page.uuids);
    back.unshift(...page.uuids);
    expect(new Set(forwards).size).toBe(forwards.length);
    for (const found of [forwards, back])
      expect(found.filter((uuid) => still.includes(uuid)).sort()).toEqual([...still].sort());
  });

  it('lists one shard of a folder, oldest first, up to a day', async () => {
    const workspace = aWorkspace();
    const people = Array.from({ length: 64 }, (_, i) => person({ lastSeenOn: addDays(NOW, i - 64) }));
    await putItems(data(), workspace, people);
    const due = people.slice(0, 40);
    const upToDay = dayOf(addDays(NOW, -25));
    for (let shard = 0; shard < FEWEST_SHARDS; shard++) {
      const found: ContactId[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await pageFolder(data(), workspace, 'active', shard, { upToDay, limit: 3, cursor });
        if (page.cursor !== null) expect(page.uuids).not.toEqual([]);
        found.push(...page.uuids);
        cursor = page.cursor;
      }
      expect(found).toEqual(uuidsOf(due).filter((uuid) => shardOf(uuid) === shard));
    }
  });

  it('merges the rosters of groups: each contact once, in order, however often it joined', async () => {
    const workspace = aWorkspace();
    const groups = [aGroup(), aGroup(), aGroup()] as [GroupId, GroupId, GroupId];
    const members = Array.from({ length: 200 }, aContact).filter((uuid) => shardOf(uuid) === 0);
    const stints = members.flatMap((contact, i) => [
      { contact, group: groups[0], version: 1, at: NOW },
      { contact, group: groups[i % 3] as GroupId, version: 12, at: NOW },
      { contact, group: groups[i % 3] as GroupId, version: 3, at: NOW },
    ]);
    await putStints(data(), workspace, stints);
    for (const limit of [1, 4, 100]) {
      const found: ContactId[] = [];
      let done = false;
      while (!done) {
        const after = found.at(-1);
        const page = await pageRoster(data(), workspace, groups, 0, { limit, ...(after && { after }) });
        if (!page.done) expect(page.uuids).toHaveLength(limit);
        found.push(...page.uuids);
        done = page.done;
      }
      expect(found).toEqual([...members].sort());
    }
  });
});

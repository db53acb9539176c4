/**
 * What a snapshot answers is what plain lists of people say: for any base, files of changes, merging, sharing out,
 * changes since, and changes while it answers.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shardOf } from '../../../../shared/data/contacts/index.ts';
import type { ChangedContacts, Snapshot, SnapshotSegment } from '../../../../shared/data/snapshots/index.ts';
import { type Contact, folderOf, SEARCH_FOLDERS } from '../../../../shared/domain/contacts/contact.ts';
import { queryContactOf } from '../../../../shared/domain/contacts/queryable.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { columnOrderOf } from '../../../../shared/domain/search/columns/order-column.ts';
import { rowOf } from '../../../../shared/domain/search/columns/row.ts';
import { EVERYBODY, readSearch, searchedIn } from '../../../../shared/domain/search/search.ts';
import { compareTexts, compareValues, parseSort, sortValueOf } from '../../../../shared/domain/search/sort.ts';
import { tallySpecOf } from '../../../../shared/domain/search/tally.ts';
import {
  chooseFromSnapshot,
  countFacets,
  type Source,
  searchSnapshot,
  tallySnapshot,
} from '../../../../shared/services/snapshots/answer.ts';
import { forget } from '../../../../shared/services/snapshots/cache.ts';
import { mergeNeeded, mergeSegments } from '../../../../shared/services/snapshots/merge.ts';
import type { SearchPart } from '../../../../shared/services/snapshots/parts/part.ts';
import { readSearchPart } from '../../../../shared/services/snapshots/parts/read-part.ts';
import { openFolder } from '../../../../shared/services/snapshots/segment-folder.ts';
import { memoryFiles } from '../../../support/in-process/files.ts';
import { runs } from '../../../support/property/runs.ts';
import { folder } from '../../data/search/generators.ts';
import { assets, now } from '../../domain/contacts/world.ts';
import { query as anyQuery, contact, sort } from './generators.ts';
import { workspace } from './stored-world.ts';

/** Half of them find many, so that some of these match no more a moment later. */
const query = fc.oneof(anyQuery, fc.constantFrom(EVERYBODY, 'status = active', 'status != blocked', 'language != fra'));

/** When somebody changes: before one of two files of changes, after them all, or while the snapshot answers. */
const WHEN = ['first', 'second', 'since', 'meanwhile'] as const;

/** Nearly always enough, so that a few runs meet everything. */
const some = <One>(one: fc.Arbitrary<One>, most: number) =>
  fc.oneof(fc.array(one, { maxLength: most }), {
    weight: 4,
    arbitrary: fc.array(one, { minLength: 12, maxLength: most }),
  });

const drawn = fc.record({
  base: some(contact, 25),
  moves: some(
    // Null: deleted. Beyond the base: somebody new.
    fc.record({
      who: fc.nat(30),
      when: fc.constantFrom(...WHEN, 'meanwhile', 'meanwhile', 'meanwhile'),
      to: fc.option(contact, { freq: 3 }),
    }),
    30,
  ),
  merged: fc.constantFrom(null, 'changes', 'all'),
  parts: fc.option(fc.record({ most: fc.constantFrom(2, 3), areSmallRefused: fc.boolean() })),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer One> ? One : never;
type People = Map<ContactId, Contact>;

/** As it is on its way. */
const sent = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

let [partsRead, partsRefused] = [0, 0];

/** The snapshot, the people that it and the tail know, and the table as it is a moment later. */
async function openWorld({ base, moves, merged, parts }: Drawn) {
  forget();
  const files = memoryFiles();
  const known: People = new Map(base.map((one) => [one.uuid, one]));
  const nameOf = (who: number, to: Contact | null) => base[who % (base.length + 3)]?.uuid ?? to?.uuid;
  /** Everybody who changes then. */
  const play = (people: People, when: (typeof WHEN)[number]) => {
    const changed = new Set<ContactId>();
    for (const { who, to, ...one } of moves) {
      const uuid = nameOf(who, to);
      if (one.when !== when || uuid === undefined) continue;
      if (to) people.set(uuid, { ...to, uuid });
      else people.delete(uuid);
      changed.add(uuid);
    }
    return changed;
  };
  const folder = openFolder(files, workspace, now);
  let segments: SnapshotSegment[] = [];
  for (let shard = 0; shard < 8; shard++) {
    const own = base.filter(({ uuid }) => shardOf(uuid) === shard).map(rowOf);
    segments.push(...(await folder.write(own, { shard })));
  }
  for (const when of ['first', 'second'] as const) {
    const changed = [...play(known, when)];
    const rows = changed.flatMap((uuid) => known.get(uuid) ?? []).map(rowOf);
    const deleted = changed.filter((uuid) => !known.has(uuid));
    segments.push(...(await folder.write(rows, { shard: null, deleted })));
  }
  if (merged) segments = [...(await mergeSegments(files, workspace, { segments }, folder, merged))];
  const written: People = new Map(known);
  const since = play(known, 'since');
  const changed: ChangedContacts = new Map([...since].map((uuid) => [uuid, known.get(uuid) ?? null]));
  const table: People = new Map(known);
  play(table, 'meanwhile');
  const stored = segments.reduce((sum, { rows }) => sum + rows, 0);
  const read = async (part: object) => {
    const { own } = part as SearchPart;
    const rows = segments.reduce((sum, one) => sum + (own.includes(one.file) ? one.rows : 0), 0);
    // No more than one function may read alone: whoever asks reads these.
    if (parts?.areSmallRefused && rows * parts.most < stored) {
      partsRefused += 1;
      throw new Error('TooManyRequestsException');
    }
    partsRead += 1;
    return sent(await readSearchPart(files, sent(part) as SearchPart));
  };
  const source: Source = {
    files,
    parts: parts && { most: parts.most, from: Math.max(1, stored - 1), release: 'r', read },
    readChanged: async () => changed,
    readContacts: async (uuids) => new Map(uuids.flatMap((uuid) => (table.has(uuid) ? [[uuid, table.get(uuid)]] : []))),
  } as Source;
  const shown = (uuid: ContactId) => (changed.has(uuid) ? known : table).get(uuid);
  return { files, source, known, written, changed, shown, snapshot: { at: now, segments } as unknown as Snapshot };
}

const readOf = (text: string, where: string | null) => {
  const found = readSearch(text, where as never, assets, now);
  return found.ok ? found.search : null;
};

/** In words that do not use the code under test. */
function compare(a: Contact, b: Contact, order: ReturnType<typeof parseSort> | null): number {
  if (order === null) return b.modifiedOn - a.modifiedOn || -compareTexts(a.uuid, b.uuid);
  const [x, y] = [a, b].map((one) => sortValueOf(queryContactOf(one), order)) as [string, string];
  return compareValues(x, y, order) || compareTexts(a.uuid, b.uuid);
}

test('a page has whom a look at everybody shows in that place, and a total without those who match no more', async () => {
  let [asked, outdated] = [0, 0];
  const place = fc.option(fc.nat(12), { freq: 1 });
  const limits = fc.integer({ min: 1, max: 9 });
  await fc.assert(
    fc.asyncProperty(
      ...([drawn, query, folder, sort, place, limits, fc.boolean()] as const),
      async (given, text, where, by, at, limit, back) => {
        const search = readOf(text, where);
        if (!search) return;
        const { source, known, changed, shown, snapshot } = await openWorld(given);
        const order = by === null ? null : parseSort(by, assets);
        const way = back ? -1 : 1;
        const list = [...known.values()].filter(search.matches).sort((a, b) => way * compare(a, b, order));
        const spotOf = (one: Contact) => ({ value: columnOrderOf(order).valueIn(rowOf(one)), uuid: one.uuid });
        const from = at === null ? null : (list[at] ?? null);
        let [begin, gone] = [from === null ? 0 : list.indexOf(from) + 1, 0];
        let chunk: Contact[] = [];
        let contacts: Contact[] = [];
        for (; ; begin += limit) {
          chunk = list.slice(begin, begin + limit);
          contacts = chunk.flatMap(({ uuid }) => shown(uuid) ?? []).filter(search.matches);
          gone += chunk.length - contacts.length;
          if (contacts.length > 0 || begin + limit >= list.length) break;
        }
        const part = { from: from && spotOf(from), back, limit };
        const page = await searchSnapshot(source, workspace, snapshot, { search, sort: order }, part);
        const [first, last] = [chunk[0], chunk.at(-1)];
        expect(page).toEqual({
          contacts,
          ends: first && last ? { first: spotOf(first), last: spotOf(last) } : null,
          more: begin + limit < list.length,
          total: list.length - gone,
          lookedAt: known.size,
          changed: changed.size,
        });
        asked += 1;
        outdated += gone;
      },
    ),
    { numRuns: runs(300) },
  );
  expect([asked > runs(90), outdated > 0]).toEqual([true, true]);
});

test('facets count whom their queries find, and those whom the search leaves out by status', async () => {
  const keys = [
    'status',
    'group',
    'language',
    'last_seen_on',
    ...[...assets.fields.keys()].map((key) => `fields.${key}`),
  ];
  const within = fc.subarray([...SEARCH_FOLDERS]);
  await fc.assert(
    fc.asyncProperty(drawn, query, within, async (given, text, folders) => {
      const found = readOf(text, null);
      if (!found) return;
      const { source, known, changed, snapshot } = await openWorld(given);
      const search = searchedIn(found, SEARCH_FOLDERS);
      const spec = tallySpecOf(keys, folders, assets, now);
      const answer = await countFacets(source, workspace, snapshot, search, spec);
      if ('problem' in answer) throw new Error(answer.problem);
      const everywhere = [...known.values()].filter(search.holds);
      const inside = everywhere.filter((one) => (folders as readonly string[]).includes(folderOf(one)));
      expect([answer.tally.count(), answer.changed]).toEqual([inside.length, changed.size]);
      for (const { key, values } of answer.tally.facets()) {
        const all = key === 'status' ? everywhere : inside;
        for (const { query: narrowed, count } of values) {
          const holds = readOf(narrowed, null)?.holds ?? (() => false);
          expect([key, narrowed, all.filter(holds).length]).toEqual([key, narrowed, count]);
        }
        const counted = values.reduce((sum, { count }) => sum + count, 0);
        const groups = all.flatMap((one) => one.groups.filter((uuid) => assets.groups.has(uuid)));
        expect([key, counted]).toEqual([key, key === 'group' ? groups.length : all.length]);
      }
    }),
    { numRuns: runs(100) },
  );
});

test('all matches are found once each, and jobs are given whoever matched or changed, in their order', async () => {
  const shard = fc.option(
    fc.constantFrom(8, 16).chain((among) => fc.record({ number: fc.nat(among - 1), among: fc.constant(among) })),
  );
  await fc.assert(
    fc.asyncProperty(
      ...([drawn, query, folder, fc.option(fc.nat(30)), shard, fc.integer({ min: 1, max: 9 })] as const),
      async (given, text, where, at, place, limit) => {
        const search = readOf(text, where);
        if (!search) return;
        const { files, source, known, written, changed, snapshot } = await openWorld(given);
        const all: string[] = [];
        const answer = await tallySnapshot(
          source,
          workspace,
          snapshot,
          { search, columns: [] },
          {
            one: ({ uuid }) => all.push(uuid),
            rows: ({ view, rows }) =>
              rows.forEach((marked, row) => {
                view.row = row;
                if (marked) all.push(view.uuid);
              }),
          },
        );
        const matches = [...known.values()].filter(search.matches).map(({ uuid }) => uuid);
        expect(all.sort()).toEqual(matches.sort());
        expect(answer).toEqual({ lookedAt: known.size, changed: changed.size });

        const listed = [...written.values()].filter((one) => !changed.has(one.uuid) && search.matches(one));
        const candidates = [...listed.map(({ uuid }) => uuid), ...changed.keys()].sort();
        const after = at === null ? null : (candidates[at] ?? null);
        const expected = candidates
          .filter((uuid) => after === null || uuid > after)
          .filter((uuid) => !place || shardOf(uuid, place.among) === place.number);
        const listChanged = async () => [...changed.keys()];
        const chosen = await chooseFromSnapshot({ files, listChanged }, workspace, snapshot, search, {
          ...{ after, limit },
          shard: place ?? undefined,
        });
        const more = expected.length > limit;
        expect(chosen).toEqual({ uuids: expected.slice(0, limit), more, changed: changed.size });
      },
    ),
    { numRuns: runs(150) },
  );
});

test('much of this was read in parts, of which many were refused', () => {
  expect([partsRead > runs(200), partsRefused > runs(40)]).toEqual([true, true]);
});

test('with too many changes nothing is answered', async () => {
  const { source, files, snapshot } = await openWorld({ base: [], moves: [], merged: null, parts: null });
  const search = readOf('name = ann', null);
  if (!search) throw new Error('no search');
  const late = { ...source, readChanged: async () => null };
  const [page, place] = [
    { from: null, back: false, limit: 1 },
    { after: null, shard: undefined, limit: 1 },
  ];
  expect(await searchSnapshot(late, workspace, snapshot, { search, sort: null }, page)).toEqual({ problem: 'behind' });
  const choosing = { files, listChanged: async () => null };
  expect(await chooseFromSnapshot(choosing, workspace, snapshot, search, place)).toEqual({ problem: 'behind' });
});

test('files are merged when changes are many, a quarter of all rows, or old', () => {
  const files = (shards: readonly (number | null)[], rows: number) =>
    shards.map((shard, at) => ({ file: `${at}`, bytes: 1, rows, shard }));
  const needed = (changes: number, rows: number, base: number, isOld = false, isBusy = false) =>
    mergeNeeded({ segments: [...files([0], base), ...files(Array(changes).fill(null), rows)] }, { isOld, isBusy });
  expect([needed(0, 1, 100), needed(16, 1, 48), needed(17, 1, 100), needed(0, 1, 100, true)]).toEqual([
    ...[null, null, 'changes', 'all'],
  ]);
  expect([needed(1, 25, 75), needed(1, 26, 75), needed(1, 500_000, 9e6), needed(1, 500_001, 9e6)]).toEqual([
    ...[null, 'all', null, 'all'],
  ]);
  expect([needed(1, 26, 75, false, true), needed(17, 26, 75, false, true), needed(1, 1, 75, true, true)]).toEqual([
    ...[null, 'changes', 'all'],
  ]);
});

/** A snapshot that several functions read answers like one that is read by one: however it is shared out. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Snapshot, SnapshotSegment } from '../../../../shared/data/snapshots/index.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { plainSearch, readSearch, type Search, searchedIn } from '../../../../shared/domain/search/search.ts';
import { tallySpecOf } from '../../../../shared/domain/search/tally.ts';
import type { SearchParts } from '../../../../shared/messages/snapshots.ts';
import { countFacets, type Source, searchSnapshot } from '../../../../shared/services/snapshots/answer.ts';
import { forget } from '../../../../shared/services/snapshots/cache.ts';
import { decidingAbout } from '../../../../shared/services/snapshots/layers.ts';
import type { PartAnswer, SearchPart, Wanted } from '../../../../shared/services/snapshots/parts/part.ts';
import { readSearchPart, readSearchPartFor } from '../../../../shared/services/snapshots/parts/read-part.ts';
import { segmentGroups, splitSegments } from '../../../../shared/services/snapshots/parts/split.ts';
import { assets, now } from '../../domain/contacts/world.ts';
import { changedSince, files, present, segments, tail, workspace } from './stored-world.ts';

const all = await segments;
const snapshot = { at: now, builtOn: now, writtenOn: now, segments: all } as Snapshot;

/** As it is on its way. */
const sent = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

const partOf = (own: readonly SnapshotSegment[], search: Search, wanted: Wanted): SearchPart => ({
  ...{ release: 'r', workspace, changed: changedSince, wanted },
  segments: decidingAbout(all, (one) => own.includes(one)),
  own: own.map(({ file }) => file),
  search: plainSearch(search) as SearchPart['search'],
});

const read = async (part: object): Promise<PartAnswer> => sent(await readSearchPart(files, sent(part) as SearchPart));

const KEYS = [
  'status',
  'group',
  'language',
  'last_seen_on',
  ...[...assets.fields.keys()].map((key) => `fields.${key}`),
];

test('segments are shared out evenly, each once and in their order, in no more groups than asked for', () => {
  const rows = fc.array(fc.integer({ min: 1, max: 150_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 20 }), (sizes, groups) => {
      const some = sizes.map((size, n) => ({ file: `${n}`, rows: size, bytes: size, shard: n % 8 }));
      const shared = splitSegments(some, groups);
      expect(shared.flat()).toEqual(some);
      expect(shared.length).toBeLessThanOrEqual(groups);
      const [total, largest] = [sizes.reduce((sum, one) => sum + one), Math.max(...sizes)];
      for (const group of shared)
        expect(group.reduce((sum, one) => sum + one.rows, 0)).toBeLessThanOrEqual(total / groups + largest);
    }),
  );
});

describe('a search', () => {
  beforeEach(forget);

  const matching = (text: string): Search => {
    const found = readSearch(text, null, assets, now);
    if (!found.ok) throw new Error(text);
    return found.search;
  };
  const search = matching('language = eng OR name ~ ann');
  const expected = [...present.values()].filter(search.matches).length;
  const byUuid = new Map<ContactId, Contact>([...present.values()].map((one) => [one.uuid, one]));
  const source = (parts: SearchParts | null): Source => ({
    ...{ files, parts },
    readChanged: async () => new Map(changedSince.map((uuid) => [uuid, byUuid.get(uuid) ?? null])),
    readContacts: async () => byUuid,
  });
  const page = { from: null, back: false, limit: 10 };
  const ask = (parts: SearchParts | null, of = search) =>
    searchSnapshot(source(parts), workspace, snapshot, { search: of, sort: null }, page);
  const rowsIn = (some: readonly SnapshotSegment[]) => some.reduce((sum, { rows }) => sum + rows, 0);
  const rows = rowsIn(all);

  /** A function that reads parts, and notes whose. */
  const reading = (from: number, answers: (part: SearchPart, nth: number) => Promise<unknown>) => {
    const asked: SearchPart[] = [];
    const parts: SearchParts = {
      ...{ most: 3, from, release: 'r' },
      read: (part) => answers(part as SearchPart, asked.push(part as SearchPart)),
    };
    return { asked, parts };
  };

  test('has a large snapshot read in parts, no more than it may, and one that is in memory by itself', async () => {
    const { asked, parts } = reading(rows / 3, (part) => read(part));
    const alone = await ask(null);
    forget();
    expect(await ask(parts)).toEqual(alone);
    expect(alone).toMatchObject({ total: expected });
    expect(asked).toHaveLength(3);
    expect(asked.flatMap(({ own }) => own)).toEqual(all.map(({ file }) => file));
    // Without words of people that nobody needs, or functions that could not be sent.
    expect(Object.keys(asked[0]?.search.env ?? {})).toEqual(['dateStyle', 'timezone', 'now']);
    await ask(null);
    await ask(parts);
    expect(asked).toHaveLength(3);
    expect(segmentGroups(parts, workspace, all, new Set(['uuid', 'field:age:number']))).not.toBeNull();
  });

  test('reads a small snapshot alone, and one whose query asks who ran through a flow', async () => {
    const { asked, parts } = reading(rows, () => Promise.reject(new Error('Not to be called')));
    expect(await ask(parts)).toMatchObject({ total: expected });
    const histories = { flowsOf: () => [] };
    const ran = { ...search, flowsOf: histories.flowsOf, histories };
    forget();
    expect(await ask({ ...parts, from: 1 }, ran)).toMatchObject({ total: expected });
    expect(asked).toEqual([]);
  });

  test.each([
    ['is refused', () => Promise.reject(new Error('TooManyRequestsException'))],
    ['fails with something else', async () => ({ errorMessage: 'Out of memory' })],
    ['answers nothing', async () => null],
    ['answers what was not asked for', async () => ({ kind: 'tally', sums: { count: 0, facets: [] }, lookedAt: 0 })],
  ])('reads a part itself that %s, so the answer is the same', async (_, failing) => {
    const { asked, parts } = reading(rows / 2, (part, nth) => (nth === 2 ? failing() : read(part)));
    expect(await ask(parts)).toEqual(await ask(null));
    expect(asked.length).toBeGreaterThan(1);
  });

  test('that is too large for one function is not answered without a part, nor wrongly', async () => {
    const { parts } = reading(20, () => Promise.reject(new Error('TooManyRequestsException')));
    expect(await ask(parts)).toMatchObject({ problem: 'unavailable' });
    expect(
      await countFacets(source(parts), workspace, snapshot, search, tallySpecOf(['status'], ['active'], assets, now)),
    ).toMatchObject({ problem: 'unavailable' });
  });

  test('finds a snapshot broken when a part does', async () => {
    const answer = { kind: 'problem', problem: 'broken', said: 'A file is gone' } satisfies PartAnswer;
    const { parts } = reading(rows / 3, (part, nth) => (nth === 3 ? Promise.resolve(answer) : read(part)));
    expect(await ask(parts)).toMatchObject({ problem: 'broken', error: { message: 'A file is gone' } });
    const one = partOf(all.slice(0, 1), search, { kind: 'page', sort: null, list: page });
    expect(await read({ ...one, own: ['none'], segments: [{ ...all[0], file: 'none' }] })).toMatchObject({
      ...{ kind: 'problem', problem: 'broken' },
    });
  });

  test('counts facets in parts, also by the status of those whom the search leaves out', async () => {
    const spec = tallySpecOf(KEYS, ['active'], assets, now);
    const everywhere = searchedIn(search, ['active', 'dormant', 'archived', 'stopped', 'blocked']);
    const count = async (parts: SearchParts | null) => {
      forget();
      const found = await countFacets(source(parts), workspace, snapshot, everywhere, spec);
      if ('problem' in found) throw new Error(found.problem);
      return [found.tally.count(), found.tally.facets(), found.changed];
    };
    const { asked, parts } = reading(rows / 3, (part) => read(part));
    expect(await count(parts)).toEqual(await count(null));
    expect(asked).toHaveLength(3);
  });

  test('of another release is refused by the function that reads parts', async () => {
    const part = partOf(all, search, { kind: 'page', sort: null, list: page });
    await expect(readSearchPartFor(files, part, 's')).rejects.toThrow('Another release');
    await expect(readSearchPartFor(files, part, 'r')).resolves.toMatchObject({ kind: 'page' });
  });

  test('sends a part of bounded size, whatever has changed', () => {
    const changed = Array.from({ length: 2_000 }, () => tail[0]?.uuid as ContactId);
    const part = partOf(all, search, { kind: 'page', sort: null, list: page });
    expect(JSON.stringify({ ...part, changed }).length).toBeLessThan(100_000);
  });
});

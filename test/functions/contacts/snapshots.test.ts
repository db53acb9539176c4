/** Searches by a snapshot agree with a look at every contact, whatever happens meanwhile. */
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getContacts } from '../../../functions/contacts/list.ts';
import { deleteContact, readContacts } from '../../../shared/data/contacts/index.ts';
import { deleteAll, type Key, putAll } from '../../../shared/data/dynamo/index.ts';
import { readSnapshot, saveSnapshot, TAIL_AT_MOST } from '../../../shared/data/snapshots/index.ts';
import { loadAssets } from '../../../shared/data/workspace/index.ts';
import { type Contact, isTombstone } from '../../../shared/domain/contacts/contact.ts';
import { queryContactOf } from '../../../shared/domain/contacts/queryable.ts';
import type { ContactId, FieldKey } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import type { UuidColumn } from '../../../shared/domain/search/columns/stored.ts';
import { readSearch } from '../../../shared/domain/search/search.ts';
import { compareTexts, compareValues, parseSort, sortValueOf } from '../../../shared/domain/search/sort.ts';
import { forget } from '../../../shared/services/snapshots/cache.ts';
import { makeSnapshot } from '../../../shared/services/snapshots/make.ts';
import { openSegment } from '../../../shared/services/snapshots/read-segment.ts';
import { tidySnapshots } from '../../../shared/services/snapshots/tidy.ts';
import { openTestData } from '../../support/engines/data.ts';
import { engines, type RunningEngine, startEngine } from '../../support/engines/engines.ts';
import type { memoryFiles } from '../../support/in-process/files.ts';
import { runs } from '../../support/property/runs.ts';
import { call, create, modify, newField } from '../groups/api.ts';
import { many, openWorld, put, through, type World } from '../jobs/world.ts';

const QUERIES = [
  'age > 20',
  'age != 30 OR name ~ ann',
  'name = ""',
  'language = eng AND age <= 30',
  'status = archived',
  'last_seen_on = ""',
  'created_on > -1d',
];
const SORTS = ['', '', 'name', '-age', 'created_on', '-language'];

type Stage = World & { readonly files: ReturnType<typeof memoryFiles>; readonly people: Set<ContactId> };

async function openStage(engine: RunningEngine): Promise<Stage> {
  const world = await openWorld(await openTestData(engine));
  await newField(world, 'age', 'number');
  return {
    ...world,
    get clock() {
      return world.clock;
    },
    set clock(at) {
      world.clock = at;
    },
    config: { snapshotsFrom: 0 } as World['config'],
    people: new Set(),
  } as Stage;
}

const pathOf = (link: string) => Object.fromEntries(new URL(link).searchParams);

/** All pages of a search from one end to the other, and what the first of them says. */
async function search(stage: Stage, query: string, sort: string, between: () => Promise<void> = async () => {}) {
  const asked = { query, limit: '4', ...(sort && { sort }) };
  const first = (await call(stage, getContacts, { query: asked })).body;
  const pages = [first];
  for (let page = first; page.next !== null; pages.push(page)) {
    await between();
    page = (await call(stage, getContacts, { query: pathOf(page.next) })).body;
  }
  return { first, pages, uuids: pages.flatMap(({ results }) => results.map(({ uuid }: Contact) => uuid)) };
}

/** What a look at every contact finds, in order. */
async function expected({ data, workspace, people, clock }: Stage, query: string, sort: string): Promise<string[]> {
  const assets = await loadAssets(data, workspace);
  const read = readSearch(query, null, assets, clock);
  if (!read.ok) throw new Error(read.error.message);
  const contacts = await readContacts(data, workspace, [...people], { consistent: true });
  const matches = [...contacts.values()].filter((one): one is Contact => !isTombstone(one) && read.search.matches(one));
  const by = sort === '' ? null : parseSort(sort, assets);
  const compare = (a: Contact, b: Contact) => {
    if (by === null) return b.modifiedOn - a.modifiedOn || -compareTexts(a.uuid, b.uuid);
    const [x, y] = [a, b].map((one) => sortValueOf(queryContactOf(one), by)) as [string, string];
    return compareValues(x, y, by) || compareTexts(a.uuid, b.uuid);
  };
  return matches.toSorted(compare).map(({ uuid }) => uuid);
}

/** What has been asked of the queue is done. */
async function work(stage: Stage): Promise<void> {
  for (const message of stage.queued.splice(0))
    if ((message.queue as string) === 'snapshots') await makeSnapshot(message.body as never, stage);
}

async function agree(stage: Stage, query: string, sort: string): Promise<{ used: boolean; why?: string }> {
  const wanted = await expected(stage, query, sort);
  const { first, pages, uuids } = await search(stage, query, sort);
  const bySnapshot = first.snapshot.used;
  if (bySnapshot) {
    expect(uuids).toEqual(wanted);
    expect(first.total).toMatchObject({ count: wanted.length, exact: true });
    // Back from the last page to the first.
    let back = pages.at(-1);
    for (const one of pages.toReversed().slice(1)) {
      back = (await call(stage, getContacts, { query: pathOf(back.previous) })).body;
      expect(back.results.map(({ uuid }: Contact) => uuid)).toEqual(one.results.map(({ uuid }: Contact) => uuid));
    }
    expect(back.previous).toBeNull();
  } else expect(uuids.toSorted()).toEqual(wanted.toSorted());
  return first.snapshot;
}

describe('searches by a snapshot', () => {
  let engine: RunningEngine;
  beforeAll(async () => {
    engine = await startEngine(engines[0] as (typeof engines)[number]);
  });
  afterAll(() => engine.stop());

  const pick = <T>(items: Iterable<T>, n: number): T | undefined => {
    const all = [...items];
    return all[n % Math.max(all.length, 1)];
  };

  const person = (n: number) =>
    [
      ...(n % 5 === 0 ? [] : [{ type: 'name', name: ['Ann', 'Bob', 'Ann Bob', 'Ünal'][n % 4] as string }]),
      { type: 'field', field: 'age' as FieldKey, value: n % 7 === 0 ? '' : String((n % 5) * 10) },
      { type: 'language', language: ['eng', 'fra', null][n % 3] as string | null },
    ] as Parameters<typeof create>[1];

  const STEPS: Readonly<Record<string, (stage: Stage, n: number) => Promise<unknown>>> = {
    create: async (stage, n) => stage.people.add(await create(stage, person(n))),
    change: async (stage, n) => {
      const uuid = pick(stage.people, n);
      if (uuid)
        await modify(
          stage,
          uuid,
          n % 3 ? person(n + 1) : [{ type: 'status', status: n % 2 ? 'archived' : 'active' }],
        ).catch(gone);
    },
    async delete({ data, workspace, people, clock }, n) {
      const uuid = pick(people, n);
      if (uuid) await deleteContact(data, workspace, uuid, { change: { by: 't', via: 'api' }, now: clock }, () => null);
    },
    pass: async (stage, n) => {
      stage.clock = instant(stage.clock + ([1, 40, 400, 20_000, 50_000][n % 5] ?? 0) * 1_000_000);
    },
    work,
    make: (stage) => makeSnapshot({ workspace: stage.workspace }, stage),
    makeTwice: (stage) =>
      Promise.all([
        makeSnapshot({ workspace: stage.workspace }, stage),
        makeSnapshot({ workspace: stage.workspace }, stage),
      ]),
    async kill(stage, n) {
      let left = n % 12;
      const dying = through(stage, (_, pass) => (left-- > 0 ? pass() : Promise.reject(new Error('killed'))));
      const files = {
        ...stage.files,
        write: async (...of: Parameters<typeof stage.files.write>) =>
          left-- > 0 ? stage.files.write(...of) : Promise.reject(new Error('killed')),
      };
      await makeSnapshot({ workspace: stage.workspace }, { ...dying, files, now: stage.now }).catch(() => undefined);
    },
    tidy: (stage) => tidySnapshots(stage),
    async lose({ files }, n) {
      const file = pick(files.stored.keys(), n);
      if (file) files.stored.delete(file);
    },
    async damage({ files }, n) {
      const file = pick(files.stored.keys(), n);
      const bytes = file && files.stored.get(file);
      if (bytes) files.stored.set(file, Buffer.alloc(bytes.length, 7));
    },
  };
  const gone = () => undefined;

  test('agree with a look at every contact, through changes, kills, lost files and restored tables', async () => {
    const used = new Map<string, number>();
    const step = fc.record({
      what: fc.constantFrom(
        ...Object.keys(STEPS),
        'create',
        'create',
        'change',
        'change',
        'search',
        'search',
        'search',
        'restore',
      ),
      n: fc.nat(10_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
        const stage = await openStage(engine);
        for (let n = 0; n < 12; n++) await STEPS['create']?.(stage, n);
        await call(stage, getContacts, { query: { query: 'age > 1' } });
        await work(stage);
        let backup = await readAll(stage);
        for (const { what, n } of steps) {
          if (what === 'restore') {
            if (n % 2) backup = await readAll(stage);
            else await restore(stage, backup);
          } else if (what !== 'search') await STEPS[what]?.(stage, n);
          else {
            const said = await agree(stage, pick(QUERIES, n) ?? '', pick(SORTS, n >> 3) ?? '');
            const key = said.used ? 'used' : (said.why ?? '');
            used.set(key, (used.get(key) ?? 0) + 1);
          }
        }
      }),
      { numRuns: runs(40) },
    );
    expect(used.get('used')).toBeGreaterThan(0);
  });

  const DAY = 24 * 3_600;
  const pass = (stage: Stage, seconds: number) => {
    stage.clock = instant(stage.clock + seconds * 1_000_000);
  };
  const asked = (stage: Stage, query: string) => call(stage, getContacts, { query: { query } });
  const texts = async (files: Stage['files']) => {
    const found: string[] = [];
    for (const [key, bytes] of files.stored) {
      const [, , ...file] = key.split('/');
      const segment = { file: file.join('/'), bytes: bytes.length, rows: 0, shard: null };
      const open = await openSegment(segment.bytes, async (from, to) => bytes.subarray(from, to));
      const column = await open.column('name');
      const { rows } = (await open.column('uuid')) as UuidColumn;
      for (let row = 0; row < rows; row++) found.push(String(column.at(row)));
    }
    return found;
  };

  test('a deleted person is in no answer from then on, and in no file after a day, whether somebody searches or not', async () => {
    const stage = await openStage(engine);
    const [marked] = [await create(stage, [{ type: 'name', name: 'Marked' }]), await create(stage, person(1))];
    await asked(stage, 'name = marked');
    await work(stage);
    pass(stage, 3_600);
    expect((await asked(stage, 'name = marked')).body).toMatchObject({ total: { count: 1 }, snapshot: { used: true } });
    expect(await texts(stage.files)).toContain('Marked');
    const { data, workspace, clock } = stage;
    await deleteContact(data, workspace, marked, { change: { by: 't', via: 'api' }, now: clock }, () => null);
    expect((await asked(stage, 'name = marked')).body).toMatchObject({ results: [], total: { count: 0 } });
    for (let hour = 0; hour < 24; hour++) {
      pass(stage, 3_600);
      await tidySnapshots(stage);
      await work(stage);
    }
    expect(await texts(stage.files)).not.toContain('Marked');
    expect((await asked(stage, 'age = 10')).body).toMatchObject({ total: { count: 1 }, snapshot: { used: true } });
    // Without the function that writes them anew, all files go.
    pass(stage, DAY - 3_600);
    await tidySnapshots(stage);
    pass(stage, 3_601);
    await tidySnapshots(stage);
    expect([...stage.files.stored.keys()]).toEqual([]);
  });

  test('a snapshot that nobody uses goes after a week', async () => {
    const stage = await openStage(engine);
    await create(stage, person(1));
    await asked(stage, 'age > 1');
    await work(stage);
    for (let quarter = 0; quarter < 28; quarter++) {
      pass(stage, DAY / 4);
      await tidySnapshots(stage);
      await work(stage);
    }
    expect(stage.files.stored.size).toBeGreaterThan(0);
    pass(stage, 3_601);
    await tidySnapshots(stage);
    expect([stage.files.stored.size, await readSnapshot(stage.data, stage.workspace)]).toEqual([0, null]);
  });

  test('with more changes than a search reads besides, contacts are read, and it catches up', async () => {
    const stage = await openStage(engine);
    await create(stage, person(1));
    await asked(stage, 'age > 1');
    await work(stage);
    pass(stage, 600);
    await put(stage, many(TAIL_AT_MOST + 1, { modifiedOn: stage.clock }));
    expect((await asked(stage, 'age > 1')).body.snapshot).toMatchObject({ used: false, why: 'behind' });
    await work(stage);
    // It follows by itself, since these are read again for some minutes.
    pass(stage, 330);
    await work(stage);
    expect((await asked(stage, 'name = ""')).body).toMatchObject({
      total: { count: TAIL_AT_MOST + 1, exact: true },
      snapshot: { used: true, behind: 0 },
    });
  });

  test('a list goes on from where it was, forwards and back, when its snapshot goes', async () => {
    const stage = await openStage(engine);
    for (let n = 0; n < 12; n++) {
      pass(stage, 1);
      stage.people.add(await create(stage, person(n)));
    }
    await asked(stage, 'age > 5');
    await work(stage);
    const all = await expected(stage, 'age > 5', '');
    const page = async (link: string | null) =>
      (await call(stage, getContacts, { query: link ? pathOf(link) : { query: 'age > 5', limit: '3' } })).body;
    const uuids = ({ results }: { results: readonly Contact[] }) => results.map(({ uuid }) => uuid);
    const first = await page(null);
    const second = await page(first.next);
    stage.files.stored.clear();
    forget();
    const third = await page(second.next);
    expect([first, second, third].map(({ snapshot }) => snapshot.used)).toEqual([true, true, false]);
    expect([first, second, third].flatMap(uuids)).toEqual(all.slice(0, 9));
    expect(uuids(await page(second.previous))).toEqual(uuids(first));
  });

  test('of two that replace the same segments one wins', async () => {
    const stage = await openStage(engine);
    await asked(stage, 'age > 1');
    await work(stage);
    const item = await readSnapshot(stage.data, stage.workspace);
    const save = () => saveSnapshot(stage.data, stage.workspace, { revision: item?.revision ?? 0 }, { making: null });
    expect([await save(), await save()]).toEqual([true, false]);
  });
});

async function readAll({ data }: Stage): Promise<readonly Key[]> {
  const { Items = [] } = await data.documents.send(
    new ScanCommand({ TableName: data.contactsTable, ConsistentRead: true }),
  );
  return Items as unknown as Key[];
}

async function restore(stage: Stage, backup: readonly Key[]): Promise<void> {
  await deleteAll(stage.data, 'contacts', await readAll(stage));
  await putAll(stage.data, 'contacts', backup);
}

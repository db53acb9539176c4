/** Searches by a snapshot agree with a look at every contact, whatever happens meanwhile. */
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { getContacts } from '../../../../functions/contacts/list.ts';
import { deleteContact } from '../../../../shared/data/contacts/index.ts';
import { deleteAll, type Key, putAll } from '../../../../shared/data/dynamo/index.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { forget } from '../../../../shared/services/snapshots/cache.ts';
import { makeSnapshot } from '../../../../shared/services/snapshots/make.ts';
import { tidySnapshots } from '../../../../shared/services/snapshots/tidy.ts';
import { firstEngine } from '../../../support/engines/first.ts';
import { countEverybody } from '../../../support/in-process/count-everybody.ts';
import { runs } from '../../../support/property/runs.ts';
import { through } from '../../engine/deaths.ts';
import { many } from '../../engine/world.ts';
import { call, create, modify } from '../../groups/api.ts';
import {
  asked,
  expected,
  make,
  openStage,
  pass,
  pathOf,
  person,
  readInParts,
  type Stage,
  work,
} from '../snapshot-stage.ts';

const QUERIES = [
  'age > 20',
  'age != 30 OR name ~ ann',
  'name = ""',
  'language = eng AND age <= 30',
  'status = archived',
  'last_seen_on = ""',
  'created_on > -1d',
];
/** One more than are sorted without a snapshot. */
const MANY = 5_001;
const SORTS = ['', '', 'name', '-age', 'created_on', '-language'];

/** All pages of a search from one end to the other, and what the first of them says. */
async function search(stage: Stage, query: string, sort: string) {
  const asked = { query, limit: '4', ...(sort && { sort }) };
  const first = (await call(stage, getContacts, { query: asked })).body;
  const pages = [first];
  for (let page = first; page.next !== null; pages.push(page)) {
    page = (await call(stage, getContacts, { query: pathOf(page.next) })).body;
  }
  return { first, pages, uuids: pages.flatMap(({ results }) => results.map(({ uuid }: Contact) => uuid)) };
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
  const engine = firstEngine();

  const pick = <T>(items: Iterable<T>, n: number): T | undefined => {
    const all = [...items];
    return all[n % Math.max(all.length, 1)];
  };

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
    make: (stage) => make(stage),
    async makeTwice(stage) {
      await countEverybody(stage.data, stage.workspace, stage.clock);
      await Promise.all([1, 2].map(() => makeSnapshot({ workspace: stage.workspace }, stage)));
    },
    async kill(stage, n) {
      let left = n % 12;
      const dying = through(stage, (_, pass) => (left-- > 0 ? pass() : Promise.reject(new Error('killed'))));
      const files = {
        ...stage.files,
        write: async (...of: Parameters<typeof stage.files.write>) =>
          left-- > 0 ? stage.files.write(...of) : Promise.reject(new Error('killed')),
      };
      await make(stage, { data: dying.data, files }).catch(() => undefined);
    },
    tidy: (stage) => tidySnapshots(stage),
    parts: async (stage, n) => readInParts(stage, { refused: [0, 2, 1, 3][n % 4] ?? 0, from: n % 8 }),
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
        const stage = await openStage(engine());
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

  test('are answered by parts that other functions read, page by page, as by one', async () => {
    const stage = await openStage(engine());
    for (let n = 0; n < 30; n++) stage.people.add(await create(stage, person(n)));
    // Later none of them is a change of the last minutes.
    pass(stage, 400);
    await asked(stage, 'age > 5');
    await work(stage);
    for (const query of QUERIES)
      for (const sort of ['', '-age', 'name']) {
        const parts = readInParts(stage);
        expect(await agree(stage, query, sort)).toMatchObject({ used: true, behind: 0 });
        expect(parts.length).toBeGreaterThan(2);
      }
    // All are refused, and one function may not read so many alone.
    readInParts(stage, { refused: 1 });
    expect(await agree(stage, 'age > 5', '')).toMatchObject({ used: false, why: 'unavailable' });
    readInParts(stage, { refused: 1, from: 20 });
    expect(await agree(stage, 'age > 5', '')).toMatchObject({ used: false, why: 'unavailable' });
    readInParts(stage, { refused: 2, from: 20 });
    expect(await agree(stage, 'age > 5', '')).toMatchObject({ used: true });
  });

  test('a list goes on from where it was, forwards and back, when its snapshot goes', async () => {
    const stage = await openStage(engine());
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

  test('a list that only a snapshot sorts says that it is being made, and is sorted a minute later', async () => {
    const stage = await openStage(engine());
    await stage.put(many(MANY));
    await countEverybody(stage.data, stage.workspace, stage.clock);
    const sorted = () => call(stage, getContacts, { query: { query: 'name = ""', sort: '-created_on' } });
    expect(await sorted()).toMatchObject({ status: 400, body: { detail: expect.stringContaining('in a minute') } });
    pass(stage, 61);
    stage.queues.send = () => Promise.reject(new Error('no queue'));
    expect((await sorted()).body.detail).toContain('is being made');
    await work(stage);
    expect((await sorted()).body).toMatchObject({ total: { count: MANY, exact: true }, snapshot: { used: true } });
  });

  test('a list that no snapshot will ever sort is not told to wait for one', async () => {
    const stage = await openStage(engine());
    await stage.put(many(MANY));
    await countEverybody(stage.data, stage.workspace, stage.clock);
    for (const snapshotsFrom of [undefined, MANY + 1]) {
      const without = { ...stage, config: { snapshotsFrom } } as Stage;
      const { status, body } = await call(without, getContacts, { query: { query: 'name = ""', sort: 'name' } });
      expect([status, body.detail]).toEqual([400, expect.stringContaining('up to 5,000 contacts are sorted')]);
    }
    expect(stage.queued).toEqual([]);
  });

  test('a list that was empty before goes on from its beginning, also when its snapshot goes', async () => {
    const stage = await openStage(engine());
    stage.people.add(await create(stage, person(1)));
    await asked(stage, 'age > 5');
    await work(stage);
    const page = async (cursor: string) =>
      (await call(stage, getContacts, { query: { query: 'age > 5', cursor } })).body;
    // Nobody was modified after that.
    const before = await page(
      `pmodified/0/${String(stage.clock + 1).padStart(16, '0')}#ffffffff-ffff-4fff-bfff-ffffffffffff`,
    );
    expect(before).toMatchObject({ results: [], previous: null, snapshot: { used: true } });
    stage.files.stored.clear();
    forget();
    const next = (await call(stage, getContacts, { query: pathOf(before.next) })).body;
    expect([next.snapshot.used, next.results.map(({ uuid }: Contact) => uuid)]).toEqual([false, [...stage.people]]);
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

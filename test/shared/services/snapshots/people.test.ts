/** A snapshot is held against the workspace's counts: one that lacks somebody is found, and a right one never. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { toContactItem } from '../../../../shared/data/contacts/item.ts';
import { cutAfter, recordBatch } from '../../../../shared/data/counts/index.ts';
import { foldCounts } from '../../../../shared/data/counts/record.ts';
import { type Data, putAll } from '../../../../shared/data/dynamo/index.ts';
import { LATE_MICROS, type Snapshot } from '../../../../shared/data/snapshots/index.ts';
import { type Contact, folderOf, isTombstone, type Tombstone } from '../../../../shared/domain/contacts/contact.ts';
import type { Transition } from '../../../../shared/domain/contacts/counts.ts';
import type { ContactId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { type Instant, instant } from '../../../../shared/domain/instant.ts';
import { rowOf } from '../../../../shared/domain/search/columns/row.ts';
import { differenceFromCounts } from '../../../../shared/services/snapshots/put-in-use.ts';
import { openFolder } from '../../../../shared/services/snapshots/segment-folder.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { memoryFiles } from '../../../support/in-process/files.ts';
import { runs } from '../../../support/property/runs.ts';
import { now as begin, writes } from '../../data/counts/samples.ts';

const SECOND = 1_000_000;

/** Some ten minutes of writes; when the snapshot was made, and looked at; what the stream has brought of the last. */
const play = fc.record({
  writes,
  first: fc.constantFrom(1, 2),
  lookedAfter: fc.integer({ min: 0, max: 500 }),
  madeBefore: fc.integer({ min: 0, max: 500 }),
  tookFor: fc.integer({ min: 0, max: 500 }),
  brought: fc.nat(40),
  folds: fc.boolean(),
});
type Play = typeof play extends fc.Arbitrary<infer One> ? One : never;

/** Contacts as they were at a time. */
const statesAt = (events: readonly Transition[], at: number): ReadonlyMap<ContactId, Contact | Tombstone> =>
  new Map(events.flatMap(({ after }) => (after && after.modifiedOn <= at ? [[after.uuid, after] as const] : [])));

/**
 * A contact's first version is 1 or 2, and of its first write. Who is created as of an earlier time, as imports do, and
 * changed at once may look lost as long as the stream is late: so a difference counts only when it is found twice.
 */
const withFirst = ({ writes, first }: Play): Transition[] => {
  const born = new Map(writes.toReversed().map(({ after }) => [after?.uuid, after?.modifiedOn]));
  const later = <One extends Contact | Tombstone>(one: One | null) =>
    one && { ...one, version: one.version + first - 1, createdOn: born.get(one.uuid) ?? one.createdOn };
  return writes.map(({ before, after }) => ({ before: later(before), after: later(after) }));
};

describeOnEngines('a snapshot with what has changed since', (opened) => {
  let data: Data;
  beforeAll(() => {
    data = opened();
  });

  async function played(given: Play, rowsOf = (contacts: readonly Contact[]) => contacts) {
    const { lookedAfter, madeBefore, tookFor, brought, folds } = given;
    const workspace = randomUUID() as string as WorkspaceId;
    const now = instant(begin + LATE_MICROS + lookedAfter * SECOND);
    const cut = cutAfter(instant(now - LATE_MICROS));
    const events = withFirst(given).filter(({ after }) => (after?.modifiedOn ?? 0) <= now);
    const [early, late] = [true, false].map((is) =>
      events.filter(({ after }) => (after?.modifiedOn ?? 0) < cut === is),
    );
    await recordBatch(data, workspace, early as Transition[], now);
    if (folds) await foldCounts(data, workspace, now, 0);
    await recordBatch(data, workspace, (late as Transition[]).slice(0, brought), now);
    const present = [...statesAt(events, now).values()];
    await putAll(
      data,
      'contacts',
      present.map((one) => toContactItem(workspace, one)),
    );
    const at = instant(now - madeBefore * SECOND);
    const seen = statesAt(events, Math.min(now, at + tookFor * SECOND)).values();
    const rows = rowsOf([...seen].filter((one): one is Contact => !isTombstone(one)));
    const files = memoryFiles();
    const segments = await openFolder(files, workspace, at).write(rows.map(rowOf), { shard: null });
    const snapshot = { at, builtOn: at, writtenOn: at, segments } as Snapshot;
    const found = await differenceFromCounts({ data, files, now: () => now }, workspace, snapshot);
    return { found, cut, at, present };
  }

  const everything = (one: Play): Play => ({ ...one, brought: 40 });
  /** Those of whom only a row tells. */
  const isOld = ({ modifiedOn }: Contact | Tombstone, at: Instant) => modifiedOn < at - LATE_MICROS;

  test('has the people of the counts, however late the stream, the index and the making are', async () => {
    await fc.assert(
      fc.asyncProperty(play, async (one) => {
        expect((await played(one)).found).toBeNull();
      }),
      { numRuns: runs(100) },
    );
  });

  test('lacks somebody, has somebody twice, or in another folder: each is found', async () => {
    let found = 0;
    const wrong = fc.constantFrom('lost', 'never there', 'elsewhere');
    await fc.assert(
      fc.asyncProperty(play.map(everything), wrong, async (one, how) => {
        const { cut, at, present } = await played(one);
        const person = present.find((each): each is Contact => !isTombstone(each) && isOld(each, at));
        // Who was changed since the cut may have been in any folder, and at a first version may be new.
        const isKnown = present.every(({ modifiedOn, version }) => modifiedOn < cut || version > 2);
        if (!person || (how === 'elsewhere' ? present.some(({ modifiedOn }) => modifiedOn >= cut) : !isKnown)) return;
        found += 1;
        const other = person.status === 'blocked' ? ('stopped' as const) : ('blocked' as const);
        const stranger = { ...person, uuid: randomUUID() as string as ContactId };
        const again = await played(one, (rows) => {
          if (how === 'never there') return [...rows, stranger];
          const others = rows.filter(({ uuid }) => uuid !== person.uuid);
          return how === 'lost' ? others : [...others, { ...person, status: other, dormantSince: null }];
        });
        const folder = folderOf(person);
        const by = { lost: 'all 1', 'never there': 'all -1', elsewhere: `${other} -1` }[how];
        expect(again.found, `${how} of ${folder}`).toContain(by);
      }),
      { numRuns: runs(150) },
    );
    expect(found).toBeGreaterThan(runs(20));
  });
});

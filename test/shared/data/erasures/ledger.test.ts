import { expect, it } from 'vitest';
import { consumedSince } from '../../../../shared/data/dynamo/index.ts';
import { type EntryItem, entriesPk } from '../../../../shared/data/erasures/entries.ts';
import { appendErasures, findErasure, listErasures, verifyLedger } from '../../../../shared/data/erasures/index.ts';
import type { ToldErasure } from '../../../../shared/domain/erasures/erasure.ts';
import type { ContactId, JobId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import {
  all,
  erasure,
  erasures,
  frozenJob,
  hours,
  itemsUnder,
  NOW,
  newContact,
  newWorkspace,
  seconds,
} from './support.ts';

describeOnEngines('the erasure ledger', (data) => {
  it('says of each contact when, by whom and by which job it was deleted, and what was removed, the last first', async () => {
    const workspace = newWorkspace();
    const urns = ['0011223344556677', '8899aabbccddeeff'];
    const first = erasure({ urns, removed: { history: 300, messages: 2, groups: 1 } });
    const second = erasure({ by: 'system', name: null, via: 'sweep', urns: [], deletedOn: seconds(1) });
    await appendErasures(data(), workspace, [first], seconds(1));
    await appendErasures(data(), workspace, [second], seconds(2));
    expect((await all(data(), workspace)).map((one) => one.erasure)).toEqual([second, first]);
  });

  it('has a contact once, however often and in whatever parts the stream says it', async () => {
    const workspace = newWorkspace();
    const gone = erasures(30, (n) => ({ deletedOn: seconds(n) }));
    const parts = [gone.slice(0, 10), gone.slice(5, 20), gone, gone.slice(25), gone];
    for (const [n, part] of parts.entries()) {
      // Told again after something was removed, it has smaller numbers; the first ones count.
      const removed = { history: 3 - n, messages: 0, groups: 0 };
      await appendErasures(
        data(),
        workspace,
        part.map((one) => ({ ...one, removed })),
        hours(n),
      );
    }
    const found = (await all(data(), workspace)).map((one) => one.erasure);
    expect(found.map(({ contact }) => contact).sort()).toEqual(gone.map(({ contact }) => contact).sort());
    expect(found.find(({ contact }) => contact === gone[7]?.contact)?.removed.history).toBe(3);
    expect(await verifyLedger(data(), workspace)).toMatchObject({ erasures: 30, problems: [] });
    for (const { contact: uuid, deletedOn } of gone)
      expect((await findErasure(data(), workspace, { uuid, deletedOn }))?.erasure.deletedOn).toBe(deletedOn);
  });

  it('is written by sixteen at once, none of which waits for another', async () => {
    const workspace = newWorkspace();
    const batches = Array.from({ length: 16 }, () => erasures(5));
    const start = data().meter.read();
    await Promise.all(batches.map((some) => appendErasures(data(), workspace, some, seconds(1))));
    // A unit each, and one for the note that the hour is not sealed, which each may write.
    expect(consumedSince(data().meter, start).writeUnits).toBeLessThanOrEqual(32);
    expect(await verifyLedger(data(), workspace)).toMatchObject({ entries: 16, erasures: 80, problems: [] });
  });

  /** A batch of the stream: nine lanes of a job, each with its slice. */
  const batchOf = (job: JobId, n: number): ToldErasure[] =>
    erasures(200, (place) => ({ job, slice: 9 * n + (place % 9), via: 'job', deletedOn: seconds(n / 5) })).map(
      (one, place) => ({ ...one, place, removed: { history: 3 + (place % 4), messages: place % 3, groups: 1 } }),
    );

  it.each([0, 6])('costs at most 0.02 write and 0.02 read units a deletion, told %i hours later', async (lag) => {
    const workspace = newWorkspace();
    const job = newContact() as string as JobId;
    const start = data().meter.read();
    for (let n = 0; n < 10; n++) await appendErasures(data(), workspace, batchOf(job, n), hours(lag));
    const { readUnits, writeUnits } = consumedSince(data().meter, start);
    expect(writeUnits / 2_000).toBeLessThanOrEqual(0.02);
    expect(readUnits / 2_000).toBeLessThanOrEqual(0.001);
  });

  it('refers to the manifest of a job, which stays', async () => {
    const workspace = newWorkspace();
    const uuids = Array.from({ length: 200 }, newContact);
    const { uuid: job } = await frozenJob(data(), workspace, uuids);
    const gone = uuids.map((contact) => erasure({ contact, job, slice: 0, via: 'job' }));
    const placed = gone.map((one, place) => ({ ...one, place }));
    await appendErasures(data(), workspace, placed, seconds(1));
    const items = await itemsUnder<EntryItem>(data(), entriesPk(workspace));
    for (const { packed } of items) expect(packed.length).toBeLessThan(200 * (2 + 1 + 8) + 200);
    expect(new Set((await all(data(), workspace)).map((one) => one.erasure.contact))).toEqual(new Set(uuids));
    const [uuid] = uuids as [ContactId];
    const deleted = { uuid, deletedOn: NOW, change: { job, slice: 0 } };
    expect((await findErasure(data(), workspace, deleted))?.erasure).toEqual(gone[0]);
    const frozen = await itemsUnder<{ sk: string; ttl?: number }>(data(), `J#${workspace}#${job}`);
    expect(frozen.map(({ sk, ttl }) => [sk.split('#')[0], ttl === undefined])).toEqual([
      ['MANIFEST', true],
      ['SLICE', false],
    ]);
  });

  it('is read in pages both ways, across entries', async () => {
    const workspace = newWorkspace();
    for (let n = 0; n < 4; n++) {
      const some = erasures(3, () => ({ deletedOn: seconds(15 * n) }));
      await appendErasures(data(), workspace, some, seconds(15 * n));
    }
    const listed = (await all(data(), workspace)).map((one) => one.erasure.contact);
    const page = (cursor: string | null, limit = 5) =>
      listErasures(data(), workspace, {}, { limit, cursor, keep: () => true });
    const found: ContactId[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const one = await page(cursor ?? null, 2);
      found.push(...one.erasures.map((each) => each.erasure.contact));
      cursor = one.cursor;
    }
    expect(found).toEqual(listed);
    const first = await page(null);
    const second = await page(first.cursor);
    expect(await page(second.previous)).toEqual({ ...first, previous: null });
  });

  it('finds a contact by the time of its deletion, however late it was written, and the deletions of a time', async () => {
    const workspace = newWorkspace();
    const gone = erasures(20, (n) => ({ deletedOn: addDays(NOW, n * 10) }));
    for (const [n, one] of gone.entries())
      await appendErasures(data(), workspace, [one], addDays(one.deletedOn, n * 20));
    for (const one of gone) {
      const { contact: uuid, deletedOn } = one;
      expect((await findErasure(data(), workspace, { uuid, deletedOn }))?.erasure).toEqual(one);
    }
    const times = { after: addDays(NOW, 90), before: addDays(NOW, 100) };
    const { erasures: found } = await listErasures(data(), workspace, times, { limit: 9, keep: () => true });
    expect(found.map((one) => one.erasure)).toEqual([gone[10], gone[9]]);
    const unknown = { uuid: newContact(), deletedOn: seconds(5) };
    expect(await findErasure(data(), workspace, unknown)).toBeNull();
  });

  it('is empty for a workspace that has deleted nobody', async () => {
    const workspace = newWorkspace();
    expect(await all(data(), workspace)).toEqual([]);
    const nothing = { entries: 0, erasures: 0, seals: 0, unsealed: 0, last: null, problems: [] };
    expect(await verifyLedger(data(), workspace)).toEqual(nothing);
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import type { Data } from '../../../../shared/data/dynamo/client.ts';
import { consumedSince } from '../../../../shared/data/dynamo/meter.ts';
import { freezePage } from '../../../../shared/data/jobs/freeze.ts';
import { createJob, interruptJob, type JobRecord, readJob } from '../../../../shared/data/jobs/index.ts';
import { packUuids, unpackUuids } from '../../../../shared/data/jobs/manifest-size.ts';
import type { SelectionCursor } from '../../../../shared/data/jobs/selection-cursor.ts';
import { closeSlice, failSlice, openSlices, readSlice } from '../../../../shared/data/jobs/slices.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { SLICE_SIZE } from '../../../../shared/domain/jobs/job.ts';
import { NO_TOTALS } from '../../../../shared/domain/jobs/totals.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { later, NO_CAPACITY, newContacts, newJob, newWorkspace } from './samples.ts';

describe('a manifest', () => {
  test('holds uuids of any version in their order, 16 bytes each', () => {
    const uuids = [...newContacts(3), 'ffffffff-ffff-ffff-ffff-ffffffffffff', '00000000-0000-0000-0000-000000000000'];
    const packed = packUuids(uuids as ContactId[]);
    expect(packed.length).toBe(16 * 5);
    expect(unpackUuids(packed)).toEqual(uuids);
    expect(unpackUuids(packUuids([]))).toEqual([]);
  });
});

describeOnEngines('slices', (opened, engine) => {
  let data: Data;
  beforeAll(() => {
    data = opened();
  });

  async function pending(): Promise<JobRecord> {
    const workspace = newWorkspace();
    const { uuid } = await createJob(data, workspace, newJob());
    return again({ workspace, uuid } as JobRecord);
  }

  async function again({ workspace, uuid }: JobRecord): Promise<JobRecord> {
    const job = await readJob(data, workspace, uuid);
    if (job === null) throw new Error('No such job');
    return job;
  }

  const freeze = (job: JobRecord, uuids: readonly ContactId[], cursor: SelectionCursor | null) =>
    freezePage(data, job, { uuids, cursor, capacity: { readUnits: 1.5, writeUnits: 0 }, now: later(1) });

  /** A job of `slices` slices of one contact each, all open. */
  async function queued(slices: number): Promise<JobRecord> {
    let job = await pending();
    for (let i = 1; i <= slices; i++) {
      job = (await freeze(job, newContacts(1), i === slices ? null : { part: 0, shard: 1, after: null })) ?? job;
    }
    return job;
  }

  test('freezing stores a slice and the next cursor; the last page sets the total', async () => {
    const job = await pending();
    const [first, second] = [newContacts(SLICE_SIZE), newContacts(2)];
    const cursor = { part: 0, shard: 3, after: 'x' };
    const half = await freeze(job, first, cursor);
    expect(half).toMatchObject({ status: 'pending', page: 1, cursor, frozen: SLICE_SIZE, total: null });
    const whole = await freeze(half as JobRecord, second, null);
    expect(whole).toMatchObject({
      status: 'queued',
      cursor: null,
      total: SLICE_SIZE + 2,
      slices: { total: 2, done: 0 },
    });
    expect(await again(job)).toMatchObject({ ...whole, capacity: { readUnits: 3, writeUnits: 26 } });
    const open = { state: 'open', parts: [] };
    expect(await readSlice(data, job.workspace, job.uuid, 0)).toEqual({ ...open, uuids: first });
    expect(await readSlice(data, job.workspace, job.uuid, 1)).toEqual({ ...open, uuids: second });
    expect(await readSlice(data, job.workspace, job.uuid, 2)).toBeNull();
  });

  test.skipIf(!engine.exactCapacity)('a job knows what freezing and closing it consumed', async () => {
    const job = await pending();
    const start = data.meter.read();
    await freezePage(data, job, { uuids: newContacts(SLICE_SIZE), cursor: null, capacity: NO_CAPACITY, now: later(1) });
    await closeSlice(data, job, 0, { totals: NO_TOTALS, capacity: NO_CAPACITY, now: later(2) });
    const { capacity } = await again(job);
    expect(consumedSince(data.meter, start)).toEqual(capacity);
  });

  test('a frozen page is not frozen again, even when a second delivery found other contacts', async () => {
    const job = await pending();
    const cursor = { part: 0, shard: 1, after: null };
    const found = [newContacts(2), newContacts(3)];
    const both = await Promise.all(found.map((uuids) => freeze(job, uuids, cursor)));
    expect(both.filter((one) => one !== null)).toHaveLength(1);
    expect(await freeze(job, newContacts(4), null)).toBeNull();
    const won = found[both.findIndex((one) => one !== null)];
    expect(await readSlice(data, job.workspace, job.uuid, 0)).toMatchObject({ uuids: won });
    expect(await again(job)).toMatchObject({ page: 1, frozen: won?.length, slices: { total: 1 } });
  });

  test('nothing is frozen for a job that was interrupted', async () => {
    const job = await pending();
    await interruptJob(data, job.workspace, job.uuid, later(1));
    expect(await freeze(job, newContacts(1), null)).toBeNull();
    expect(await again(job)).toMatchObject({ status: 'interrupted', slices: { total: 0 } });
  });

  test('a page without contacts moves only the cursor', async () => {
    const job = await pending();
    expect(await freeze(job, [], { part: 0, shard: 5, after: null })).toMatchObject({ page: 1, slices: { total: 0 } });
    expect(await openSlices(data, job.workspace, job.uuid, { from: 0, limit: 10 })).toEqual({ slices: [], next: null });
  });

  test('closing adds to the job, once', async () => {
    const job = await queued(2);
    const totals = { changed: 1, unchanged: 2, skipped: { deleted: 3, seen: 4 }, failed: { worker: 5 } };
    const close = () => closeSlice(data, job, 0, { totals, capacity: { readUnits: 9, writeUnits: 10 }, now: later(2) });
    const before = await again(job);
    expect((await Promise.all([close(), close(), close()])).filter(Boolean)).toHaveLength(1);
    expect(await failSlice(data, job, 0, { totals: { ...NO_TOTALS, failed: { worker: 1 } }, now: later(3) })).toBe(
      false,
    );
    const after = await again(job);
    expect(after).toMatchObject({ totals, slices: { total: 2, done: 1 }, modifiedOn: later(2) });
    expect(after.capacity.readUnits - before.capacity.readUnits).toBe(10);
    expect(after.capacity.writeUnits - before.capacity.writeUnits).toBe(14);
    expect(await readSlice(data, job.workspace, job.uuid, 0)).toMatchObject({ state: 'done' });
  });

  test('a slice that is given up fails its contacts, and is not done afterwards', async () => {
    const job = await queued(1);
    expect(await failSlice(data, job, 0, { totals: { ...NO_TOTALS, failed: { worker: 1 } }, now: later(2) })).toBe(
      true,
    );
    const late = { totals: { ...NO_TOTALS, changed: 1 }, capacity: NO_CAPACITY, now: later(3) };
    expect(await closeSlice(data, job, 0, late)).toBe(false);
    expect(await again(job)).toMatchObject({ totals: { changed: 0, failed: { worker: 1 } }, slices: { done: 1 } });
  });

  test('when twenty workers close at once, no total is lost', async () => {
    const job = await queued(20);
    const totals = { ...NO_TOTALS, changed: 1 };
    const slices = Array.from({ length: 20 }, (_, slice) => slice);
    await Promise.all(
      slices.map((slice) => closeSlice(data, job, slice, { totals, capacity: NO_CAPACITY, now: later(2) })),
    );
    expect(await again(job)).toMatchObject({ totals: { changed: 20 }, slices: { total: 20, done: 20 } });
  });

  test('a slice of no job is not closed, and does not create a job', async () => {
    const job = await pending();
    const done = { totals: { ...NO_TOTALS, changed: 1 }, capacity: NO_CAPACITY, now: later(2) };
    expect(await closeSlice(data, { ...job, workspace: newWorkspace() }, 0, done)).toBe(false);
    expect(await closeSlice(data, job, 7, done)).toBe(false);
    expect(await again(job)).toEqual(job);
  });

  test('open slices are listed in order, part by part, without closed ones', async () => {
    const job = await queued(12);
    const done = { totals: NO_TOTALS, capacity: NO_CAPACITY, now: later(2) };
    for (const slice of [0, 4, 11]) await closeSlice(data, job, slice, done);
    const { workspace, uuid } = job;
    expect(await openSlices(data, workspace, uuid, { from: 0, limit: 100 })).toEqual({
      slices: [1, 2, 3, 5, 6, 7, 8, 9, 10],
      next: null,
    });
    expect(await openSlices(data, workspace, uuid, { from: 3, limit: 4 })).toEqual({ slices: [3, 5, 6], next: 7 });
  });
});

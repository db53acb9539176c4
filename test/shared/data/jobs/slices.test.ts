import { describe, expect, it } from 'vitest';
import { consumedSince } from '../../../../shared/data/dynamo/index.ts';
import {
  closeSlice,
  failSlice,
  freezePage,
  interruptJob,
  type JobRecord,
  type NewJob,
  readRuns,
} from '../../../../shared/data/jobs/index.ts';
import { packUuids, unpackUuids } from '../../../../shared/data/jobs/manifest-size.ts';
import type { SelectionCursor } from '../../../../shared/data/jobs/selection-cursor.ts';
import { openSlices, readSlice } from '../../../../shared/data/jobs/slices.ts';
import type { ContactId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { SLICE_SIZE, type Totals } from '../../../../shared/domain/jobs/job.ts';
import { NO_TOTALS } from '../../../../shared/domain/jobs/totals.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { costOf } from '../calls.ts';
import { frozenJob, later, NO_CAPACITY, newContacts, newWorkspace, recordOf, starting } from './samples.ts';

describe('a manifest', () => {
  it('holds uuids of any version in their order, 16 bytes each', () => {
    const uuids = [...newContacts(3), 'ffffffff-ffff-ffff-ffff-ffffffffffff', '00000000-0000-0000-0000-000000000000'];
    const packed = packUuids(uuids as ContactId[]);
    expect(packed.length).toBe(16 * 5);
    expect(unpackUuids(packed)).toEqual(uuids);
    expect(unpackUuids(packUuids([]))).toEqual([]);
  });
});

/** What a worker says that closes a slice. */
const done = (totals: Partial<Totals> = {}) => ({
  totals: { ...NO_TOTALS, ...totals },
  capacity: NO_CAPACITY,
  now: later(2),
});

describeOnEngines('slices', (data, engine) => {
  const pending = () => frozenJob(data(), []);
  const again = (job: JobRecord) => recordOf(data(), job);
  /** A job of so many slices of one contact each, all open. */
  const queued = (slices: number) => frozenJob(data(), Array(slices).fill(1));
  const freeze = (job: JobRecord, uuids: readonly ContactId[], cursor: SelectionCursor | null) =>
    freezePage(data(), job, { uuids, cursor, capacity: { readUnits: 1.5, writeUnits: 0 }, now: later(1) });

  it('freezing stores a slice and the next cursor; the last page sets the total', async () => {
    const job = await pending();
    const [first, second] = [newContacts(SLICE_SIZE), newContacts(2)];
    const cursor = { part: 0, shard: 3, after: 'x' };
    const half = await freeze(job, first, cursor);
    expect(half).toMatchObject({ status: 'pending', page: 1, cursor, frozen: SLICE_SIZE, total: null });
    const whole = await freeze(half as JobRecord, second, null);
    const expected = { cursor: null, total: SLICE_SIZE + 2, slices: { total: 2, done: 0 } };
    expect(whole).toMatchObject({ status: 'queued', ...expected });
    expect(await again(job)).toMatchObject({ ...whole, capacity: { readUnits: 3, writeUnits: 26 } });
    const open = { state: 'open', parts: [] };
    expect(await readSlice(data(), job.workspace, job.uuid, 0)).toEqual({ ...open, uuids: first });
    expect(await readSlice(data(), job.workspace, job.uuid, 1)).toEqual({ ...open, uuids: second });
    expect(await readSlice(data(), job.workspace, job.uuid, 2)).toBeNull();
  });

  it.skipIf(!engine.exactCapacity)('a job knows what freezing and closing it consumed', async () => {
    const job = await pending();
    const page = { uuids: newContacts(SLICE_SIZE), cursor: null, capacity: NO_CAPACITY, now: later(1) };
    const start = data().meter.read();
    await freezePage(data(), job, page);
    await closeSlice(data(), job, 0, done());
    const { capacity } = await again(job);
    expect(consumedSince(data().meter, start)).toEqual(capacity);
  });

  it('a frozen page is not frozen again, even when a second delivery found other contacts', async () => {
    const job = await pending();
    const cursor = { part: 0, shard: 1, after: null };
    const found = [newContacts(2), newContacts(3)];
    const both = await Promise.all(found.map((uuids) => freeze(job, uuids, cursor)));
    expect(both.filter((one) => one !== null)).toHaveLength(1);
    expect(await freeze(job, newContacts(4), null)).toBeNull();
    const won = found[both.findIndex((one) => one !== null)];
    expect(await readSlice(data(), job.workspace, job.uuid, 0)).toMatchObject({ uuids: won });
    expect(await again(job)).toMatchObject({ page: 1, frozen: won?.length, slices: { total: 1 } });
  });

  it('nothing is frozen for a job that was interrupted', async () => {
    const job = await pending();
    await interruptJob(data(), job.workspace, job.uuid, later(1));
    expect(await freeze(job, newContacts(1), null)).toBeNull();
    expect(await again(job)).toMatchObject({ status: 'interrupted', slices: { total: 0 } });
  });

  it('a page without contacts moves only the cursor', async () => {
    const job = await pending();
    expect(await freeze(job, [], { part: 0, shard: 5, after: null })).toMatchObject({ page: 1, slices: { total: 0 } });
    expect(await openSlices(data(), job.workspace, job.uuid, { from: 0, limit: 10 })).toEqual({
      slices: [],
      next: null,
    });
  });

  it('closing adds to the job, once', async () => {
    const job = await queued(2);
    const totals = { changed: 1, unchanged: 2, skipped: { deleted: 3, seen: 4 }, failed: { worker: 5 } };
    const close = () =>
      closeSlice(data(), job, 0, { totals, capacity: { readUnits: 9, writeUnits: 10 }, now: later(2) });
    const before = await again(job);
    expect((await Promise.all([close(), close(), close()])).filter(Boolean)).toHaveLength(1);
    expect(await failSlice(data(), job, 0, done({ failed: { worker: 1 } }))).toBe(false);
    const after = await again(job);
    expect(after).toMatchObject({ totals, slices: { total: 2, done: 1 }, modifiedOn: later(2) });
    expect(after.capacity.readUnits - before.capacity.readUnits).toBe(10);
    expect(after.capacity.writeUnits - before.capacity.writeUnits).toBe(14);
    expect(await readSlice(data(), job.workspace, job.uuid, 0)).toMatchObject({ state: 'done' });
  });

  it('a slice that is given up fails its contacts, and is not done afterwards', async () => {
    const job = await queued(1);
    expect(await failSlice(data(), job, 0, done({ failed: { worker: 1 } }))).toBe(true);
    expect(await closeSlice(data(), job, 0, done({ changed: 1 }))).toBe(false);
    expect(await again(job)).toMatchObject({ totals: { changed: 0, failed: { worker: 1 } }, slices: { done: 1 } });
  });

  it('when twenty workers close at once, no total is lost', async () => {
    const job = await queued(20);
    await Promise.all(Array.from({ length: 20 }, (_, slice) => closeSlice(data(), job, slice, done({ changed: 1 }))));
    expect(await again(job)).toMatchObject({ totals: { changed: 20 }, slices: { total: 20, done: 20 } });
  });

  it('a slice of no job is not closed, and does not create a job', async () => {
    const job = await pending();
    expect(await closeSlice(data(), { ...job, workspace: newWorkspace() }, 0, done())).toBe(false);
    expect(await closeSlice(data(), job, 7, done())).toBe(false);
    expect(await again(job)).toEqual(job);
  });

  it('open slices are listed in order, part by part, without closed ones', async () => {
    const job = await queued(12);
    for (const slice of [0, 4, 11]) await closeSlice(data(), job, slice, done());
    const { workspace, uuid } = job;
    const all = [1, 2, 3, 5, 6, 7, 8, 9, 10];
    expect(await openSlices(data(), workspace, uuid, { from: 0, limit: 100 })).toEqual({ slices: all, next: null });
    expect(await openSlices(data(), workspace, uuid, { from: 3, limit: 4 })).toEqual({ slices: [3, 5, 6], next: 7 });
  });
});

const [FLOW, OTHER] = ['f1', 'f2'];
const MIXED = { changed: 2, unchanged: 1, skipped: { deleted: 5 }, failed: { flow_failed: 3, too_costly: 1 } };

describeOnEngines('the runs of flows', (data, engine) => {
  /** A start frozen into slices of one contact. */
  const queued = (workspace: WorkspaceId, slices = 1, work: NewJob['work'] = starting(FLOW)) =>
    frozenJob(data(), Array(slices).fill(1), { work }, workspace);
  const close = (job: JobRecord, slice: number, totals: Partial<Totals>) =>
    closeSlice(data(), job, slice, done(totals));

  it('are counted by flow: contacts that ran, and contacts whose run failed', async () => {
    const workspace = newWorkspace();
    await close(await queued(workspace), 0, MIXED);
    await close(await queued(workspace), 0, { changed: 4 });
    await close(await queued(workspace, 1, starting(OTHER)), 0, { unchanged: 1 });
    await failSlice(data(), await queued(workspace), 0, done({ failed: { worker: 7 } }));
    expect([...(await readRuns(data(), workspace))]).toEqual([
      [FLOW, { completed: 7, failed: 11 }],
      [OTHER, { completed: 1, failed: 0 }],
    ]);
    expect((await readRuns(data(), newWorkspace())).size).toBe(0);
  });

  it('are counted once, however often and by however many workers a slice is closed', async () => {
    const workspace = newWorkspace();
    const job = await queued(workspace, 6);
    const both = [...Array(6).keys(), ...Array(6).keys()];
    await Promise.all(both.map((slice) => close(job, slice, { changed: 1 })));
    expect(await readRuns(data(), workspace)).toEqual(new Map([[FLOW, { completed: 6, failed: 0 }]]));
  });

  it('of other jobs, and of slices of which no contact ran, are none', async () => {
    const workspace = newWorkspace();
    await close(await queued(workspace, 1, { type: 'set_status', status: 'archived' }), 0, { changed: 1 });
    await close(await queued(workspace), 0, { skipped: { flow_missing: 1 } });
    expect((await readRuns(data(), workspace)).size).toBe(0);
  });

  it.skipIf(!engine.exactCapacity)(
    'cost four write units a slice more than others, of which their job knows',
    async () => {
      const workspace = newWorkspace();
      const job = await queued(workspace);
      const { writeUnits } = await costOf(data(), () => close(job, 0, { changed: 1 }));
      const { capacity } = await recordOf(data(), job);
      expect([writeUnits, capacity.writeUnits - job.capacity.writeUnits]).toEqual([8, 8]);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { consumedSince } from '../../../../shared/data/dynamo/meter.ts';
import { freezePage } from '../../../../shared/data/jobs/freeze.ts';
import {
  closeSlice,
  createJob,
  failSlice,
  type JobRecord,
  type NewJob,
  readJob,
  readRuns,
} from '../../../../shared/data/jobs/index.ts';
import type { FlowId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import type { Totals } from '../../../../shared/domain/jobs/job.ts';
import { NO_TOTALS } from '../../../../shared/domain/jobs/totals.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { NO_CAPACITY, NOW, newContacts, newJob, newWorkspace } from './samples.ts';

const [FLOW, OTHER] = ['f1' as FlowId, 'f2' as FlowId];
const starting = (flow: FlowId) => ({ type: 'start', flow, restartParticipants: true, excludeActive: false }) as const;
const MIXED = { changed: 2, unchanged: 1, skipped: { deleted: 5 }, failed: { flow_failed: 3, too_costly: 1 } };

describeOnEngines('the runs of flows', (data, engine) => {
  /** A job frozen into slices of one contact. */
  async function queued(workspace: WorkspaceId, slices: number, given: Partial<NewJob> = {}): Promise<JobRecord> {
    const { uuid } = await createJob(data(), workspace, newJob({ work: starting(FLOW), ...given }));
    let job = (await readJob(data(), workspace, uuid)) as JobRecord;
    for (let left = slices; left > 0; left--) {
      const cursor = left === 1 ? null : { part: 0, shard: 1, after: null };
      const page = { uuids: newContacts(1), cursor, capacity: NO_CAPACITY, now: NOW };
      job = (await freezePage(data(), job, page)) ?? job;
    }
    return job;
  }

  const close = (job: JobRecord, slice: number, totals: Partial<Totals>) =>
    closeSlice(data(), job, slice, { totals: { ...NO_TOTALS, ...totals }, capacity: NO_CAPACITY, now: NOW });

  it('are counted by flow: contacts that ran, and contacts whose run failed', async () => {
    const workspace = newWorkspace();
    await close(await queued(workspace, 1), 0, MIXED);
    await close(await queued(workspace, 1), 0, { changed: 4 });
    await close(await queued(workspace, 1, { work: starting(OTHER) }), 0, { unchanged: 1 });
    await failSlice(data(), await queued(workspace, 1), 0, {
      totals: { ...NO_TOTALS, failed: { worker: 7 } },
      now: NOW,
    });
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
    await close(await queued(workspace, 1, { work: { type: 'set_status', status: 'archived' } }), 0, { changed: 1 });
    await close(await queued(workspace, 1), 0, { skipped: { flow_missing: 1 } });
    expect((await readRuns(data(), workspace)).size).toBe(0);
  });

  describe.skipIf(!engine.exactCapacity)('cost', () => {
    it('four write units a slice more than that of another job, of which its job knows', async () => {
      const workspace = newWorkspace();
      const job = await queued(workspace, 1);
      const start = data().meter.read();
      await close(job, 0, { changed: 1 });
      expect(consumedSince(data().meter, start).writeUnits).toBe(8);
      const { capacity } = (await readJob(data(), workspace, job.uuid)) as JobRecord;
      expect(capacity.writeUnits - job.capacity.writeUnits).toBe(8);
    });
  });
});

import { expect, it } from 'vitest';
import { type Data, deleteAll } from '../../../../shared/data/dynamo/index.ts';
import { freezePage } from '../../../../shared/data/jobs/freeze.ts';
import {
  completeJob,
  createJob,
  interruptJob,
  listStarts,
  pauseJob,
  readJob,
} from '../../../../shared/data/jobs/index.ts';
import { jobKey } from '../../../../shared/data/jobs/items.ts';
import { closeSlice } from '../../../../shared/data/jobs/slices.ts';
import type { StartsPage } from '../../../../shared/data/jobs/starts.ts';
import type { JobId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import type { Job } from '../../../../shared/domain/jobs/job.ts';
import { NO_TOTALS } from '../../../../shared/domain/jobs/totals.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { thereAndBack } from '../../../support/paging.ts';
import { costOf } from '../calls.ts';
import { later, NO_CAPACITY, newContacts, newJob, newWorkspace, recordOf, starting } from './samples.ts';

const make = (data: Data, workspace: WorkspaceId, now: Instant) =>
  createJob(
    data,
    workspace,
    newJob({ work: starting(), now, selection: { groups: [], contacts: [], activeOnly: true } }),
  );

async function freeze(data: Data, job: Job, count: number, now: Instant): Promise<Job> {
  const page = { uuids: newContacts(count), cursor: null, capacity: NO_CAPACITY, now };
  return (await freezePage(data, await recordOf(data, job), page)) as Job;
}

const close = (data: Data, job: Job, now: Instant) =>
  closeSlice(data, job, 0, { totals: { ...NO_TOTALS, changed: 1 }, capacity: NO_CAPACITY, now });

const list = (data: Data, workspace: WorkspaceId, page: Partial<StartsPage> = {}): Promise<JobId[]> =>
  thereAndBack(
    (cursor) => listStarts(data, workspace, { limit: 3, ...page, cursor }),
    ({ starts }) => starts.map(({ job }) => job.uuid),
  );

describeOnEngines('starts', (data, engine) => {
  it('are listed last modified first, running and ended ones together, and no other job', async () => {
    const workspace = newWorkspace();
    await createJob(data(), workspace, newJob({ now: later(500) }));
    await make(data(), newWorkspace(), later(500));
    const made: Job[] = [];
    for (let i = 0; i < 7; i++) made.push(await make(data(), workspace, later(i)));
    const [waiting, paused, over, stopped, done, empty, last] = made as [Job, Job, Job, Job, Job, Job, Job];
    const order = async () => (await list(data(), workspace)).map((uuid) => made.findIndex((job) => job.uuid === uuid));
    expect(await order()).toEqual([6, 5, 4, 3, 2, 1, 0]);

    for (const [job, at] of [[paused, 20] as const, [over, 21] as const, [done, 22] as const])
      await freeze(data(), job, 1, later(at));
    expect(await freeze(data(), empty, 0, later(23))).toMatchObject({ status: 'completed' });
    expect(await order()).toEqual([5, 4, 2, 1, 6, 3, 0]);

    await interruptJob(data(), workspace, stopped.uuid, later(30));
    await pauseJob(data(), workspace, paused.uuid, later(31));
    await close(data(), over, later(32));
    await completeJob(data(), workspace, over.uuid, later(33));
    expect(await order()).toEqual([2, 1, 3, 5, 4, 6, 0]);

    await close(data(), done, later(40));
    expect(await order()).toEqual([4, 2, 1, 3, 5, 6, 0]);
    const between = await list(data(), workspace, { before: later(33), after: later(23) });
    expect(between).toEqual([over, paused, stopped, empty].map(({ uuid }) => uuid));
    expect(await list(data(), workspace, { before: later(33), after: later(23), reverse: true })).toEqual(
      between.toReversed(),
    );
    expect(await list(data(), workspace, { reverse: true })).toEqual((await list(data(), workspace)).toReversed());
    expect(await list(data(), workspace, { before: later(5) })).toEqual([waiting.uuid]);
    expect(await list(data(), workspace, { after: later(41) })).toEqual([]);
    expect((await readJob(data(), workspace, last.uuid))?.modifiedOn).toBe(later(6));
  });

  it('that were interrupted have that time as their last change, also when a running slice is counted later', async () => {
    const workspace = newWorkspace();
    const job = await freeze(data(), await make(data(), workspace, later(0)), 1, later(1));
    await interruptJob(data(), workspace, job.uuid, later(2));
    await close(data(), job, later(3));
    const { starts } = await listStarts(data(), workspace, { limit: 3 });
    expect(starts).toMatchObject([{ job: { modifiedOn: later(2), totals: { changed: 1 } } }]);
  });

  it('that have expired are left out, and no page is empty because of them', async () => {
    const workspace = newWorkspace();
    const made: Job[] = [];
    for (let i = 0; i < 9; i++) made.push(await freeze(data(), await make(data(), workspace, later(i)), 0, later(i)));
    const expired = made.slice(2, 6).map(({ uuid }) => jobKey(workspace, uuid));
    await deleteAll(data(), 'workspace', expired);
    const first = await listStarts(data(), workspace, { limit: 3 });
    const second = await listStarts(data(), workspace, { limit: 3, cursor: first.cursor });
    const places = ({ starts }: typeof first) =>
      starts.map(({ job: { uuid } }) => made.findIndex((job) => job.uuid === uuid));
    expect(places(first)).toEqual([8, 7, 6]);
    expect(places(second)).toEqual([1, 0]);
    expect(second.cursor).toBeNull();
  });

  it.skipIf(!engine.exactCapacity)('cost one unit for each that is shown, and two queries', async () => {
    const workspace = newWorkspace();
    for (let i = 0; i < 60; i++) await freeze(data(), await make(data(), workspace, later(i)), 0, later(i));
    await make(data(), workspace, later(99));
    const { readUnits } = await costOf(data(), async () =>
      expect((await listStarts(data(), workspace, { limit: 10 })).starts).toHaveLength(10),
    );
    expect(readUnits).toBeLessThanOrEqual(1 * 10 + 1 + 1 + 2);
  });
});

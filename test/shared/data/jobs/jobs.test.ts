import { beforeAll, expect, test } from 'vitest';
import type { Data } from '../../../../shared/data/dynamo/client.ts';
import { freezePage } from '../../../../shared/data/jobs/freeze.ts';
import {
  completeJob,
  createJob,
  failJob,
  interruptJob,
  type JobRecord,
  listJobs,
  listJobsOf,
  type NewJob,
  nudgeJob,
  openJobs,
  pauseJob,
  readInput,
  readJob,
  resumeJob,
  runJob,
  startJob,
} from '../../../../shared/data/jobs/index.ts';
import { closeSlice } from '../../../../shared/data/jobs/slices.ts';
import type { FlowId, JobId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import type { Job } from '../../../../shared/domain/jobs/job.ts';
import { NO_TOTALS } from '../../../../shared/domain/jobs/totals.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { thereAndBack } from '../../../support/paging.ts';
import { later, NO_CAPACITY, NOW, newContacts, newJob, newWorkspace } from './samples.ts';

describeOnEngines('jobs', (opened) => {
  let data: Data;
  beforeAll(() => {
    data = opened();
  });

  async function record(workspace: WorkspaceId, uuid: JobId): Promise<JobRecord> {
    const job = await readJob(data, workspace, uuid);
    if (job === null) throw new Error('No such job');
    return job;
  }

  /** A job frozen with `count` contacts. */
  async function frozen(given: Partial<NewJob> = {}, count = 3): Promise<JobRecord> {
    const workspace = newWorkspace();
    const { uuid } = await createJob(data, workspace, newJob(given));
    const page = { uuids: newContacts(count), cursor: null, capacity: NO_CAPACITY, now: later(1) };
    await freezePage(data, await record(workspace, uuid), page);
    return record(workspace, uuid);
  }

  async function isOpen({ workspace, uuid }: { workspace: WorkspaceId; uuid: JobId }): Promise<boolean> {
    for await (const open of openJobs(data)) if (open.workspace === workspace && open.job === uuid) return true;
    return false;
  }

  test('a job is read as it was made, with any parameters', async () => {
    const workspace = newWorkspace();
    const params = { ключ: ['😀', null, 1e300, { deep: '' }], undefined: 'x' };
    const work = {
      type: 'start',
      flow: 'f' as FlowId,
      restartParticipants: true,
      excludeActive: false,
    } as const;
    const made = await createJob(data, workspace, newJob({ work, params }));
    expect(made).toMatchObject({ status: 'pending', total: null, work, createdOn: NOW, slices: { total: 0, done: 0 } });
    expect(await readJob(data, workspace, made.uuid)).toEqual(made);
    expect(await readInput(data, made)).toMatchObject({ selection: { folder: 'active' }, params });
    expect(await isOpen(made)).toBe(true);
  });

  test('a job of another workspace does not exist', async () => {
    const made = await createJob(data, newWorkspace(), newJob());
    expect(await readJob(data, newWorkspace(), made.uuid)).toBeNull();
    const given = { token: '', count: null, settings: {}, now: NOW };
    expect(await runJob(data, newWorkspace(), made.uuid, given)).toEqual({ ok: false, refusal: { code: 'not_found' } });
  });

  test('jobs list newest first, page by page, there and back, by type', async () => {
    const workspace = newWorkspace();
    const made: JobId[] = [];
    for (let i = 0; i < 7; i++) {
      const work = i % 2 === 0 ? ({ type: 'delete' } as const) : ({ type: 'set_status', status: 'active' } as const);
      made.unshift((await createJob(data, workspace, newJob({ work, now: later(i) }))).uuid);
    }
    const isDeletion = (job: Job): job is Job<{ type: 'delete' }> => job.work.type === 'delete';
    const list = (read: (cursor: string | null) => ReturnType<typeof listJobs>) =>
      thereAndBack(read, ({ jobs }) => jobs.map(({ uuid }) => uuid));
    for (const limit of [4, 7])
      expect(await list((cursor) => listJobs(data, workspace, { limit, cursor }))).toEqual(made);
    expect(await list((cursor) => listJobsOf(data, workspace, isDeletion, { limit: 2, cursor }))).toEqual(
      made.filter((_, i) => i % 2 === 0),
    );
    for (const cursor of ['x', made[0], `n${made[0]}`])
      await expect(listJobs(data, workspace, { limit: 9, cursor })).rejects.toThrow('Not a cursor');
    expect(await listJobs(data, newWorkspace(), { limit: 9 })).toEqual({ jobs: [], cursor: null, previous: null });
  });

  test('a previewed deletion runs once, with its token and its count', async () => {
    const job = await frozen({ preview: true, work: { type: 'delete' } });
    expect(job).toMatchObject({ status: 'ready', total: 3 });
    const { workspace, uuid } = job;
    const token = job.token ?? '';
    const run = (given: { token: string; count: number | null }) =>
      runJob(data, workspace, uuid, { ...given, settings: {}, now: later(2) });
    expect(await run({ token: 'guessed', count: 3 })).toEqual({ ok: false, refusal: { code: 'preview_token' } });
    expect(await run({ token, count: 4 })).toEqual({ ok: false, refusal: { code: 'preview_changed' } });
    expect(await run({ token, count: null })).toEqual({ ok: false, refusal: { code: 'preview_changed' } });
    const both = await Promise.all([run({ token, count: 3 }), run({ token, count: 3 })]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await record(workspace, uuid)).toMatchObject({ status: 'queued', modifiedOn: later(2) });
    expect(await run({ token, count: 3 })).toEqual({ ok: false, refusal: { code: 'preview_not_ready' } });
  });

  test('a job can be paused and resumed again, only in a status that permits it', async () => {
    const { workspace, uuid } = await frozen();
    expect(await resumeJob(data, workspace, uuid, NOW)).toEqual({ ok: false, refusal: { code: 'not_paused' } });
    expect(await pauseJob(data, workspace, uuid, NOW)).toMatchObject({ ok: true, job: { status: 'paused' } });
    expect(await pauseJob(data, workspace, uuid, NOW)).toEqual({ ok: false, refusal: { code: 'not_running' } });
    expect(await resumeJob(data, workspace, uuid, NOW)).toMatchObject({ ok: true, job: { status: 'queued' } });
    await startJob(data, await record(workspace, uuid), later(5));
    await pauseJob(data, workspace, uuid, NOW);
    expect(await resumeJob(data, workspace, uuid, NOW)).toMatchObject({ ok: true, job: { status: 'started' } });
    expect(await record(workspace, uuid)).toMatchObject({ startedOn: later(5) });
  });

  test('an interrupted job has ended: nothing changes it any more', async () => {
    const { workspace, uuid } = await frozen();
    expect(await interruptJob(data, workspace, uuid, later(3))).toMatchObject({ ok: true });
    const ended = await record(workspace, uuid);
    expect(ended).toMatchObject({ status: 'interrupted', endedOn: later(3) });
    expect(await isOpen(ended)).toBe(false);
    expect(await interruptJob(data, workspace, uuid, NOW)).toEqual({ ok: false, refusal: { code: 'job_ended' } });
    expect(await pauseJob(data, workspace, uuid, NOW)).toEqual({ ok: false, refusal: { code: 'not_running' } });
    await startJob(data, ended, NOW);
    expect(await failJob(data, ended, 'select', NOW)).toBeNull();
    expect(await completeJob(data, workspace, uuid, NOW)).toMatchObject({ status: 'interrupted' });
    expect(await record(workspace, uuid)).toEqual(ended);
  });

  test('a job completes when its last slice is closed, once, however many try', async () => {
    const job = await frozen();
    const { workspace, uuid } = job;
    expect(await completeJob(data, workspace, uuid, NOW)).toMatchObject({ status: 'queued' });
    await closeSlice(data, job, 0, { totals: { ...NO_TOTALS, changed: 3 }, capacity: NO_CAPACITY, now: later(4) });
    const all = await Promise.all([1, 2, 3].map(() => completeJob(data, workspace, uuid, later(5))));
    expect(all.map((one) => one?.status)).toEqual(['completed', 'completed', 'completed']);
    expect(await isOpen(job)).toBe(false);
  });

  test('only one of two watchdogs nudges; progress restarts the waiting time', async () => {
    const job = await frozen();
    const both = await Promise.all([nudgeJob(data, job, later(200)), nudgeJob(data, job, later(200))]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await record(job.workspace, job.uuid)).toMatchObject({ nudges: 1, nudgedOn: later(200) });
    await closeSlice(data, job, 0, { totals: NO_TOTALS, capacity: NO_CAPACITY, now: later(300) });
    expect(await record(job.workspace, job.uuid)).toMatchObject({ nudges: 0, modifiedOn: later(300) });
  });
});

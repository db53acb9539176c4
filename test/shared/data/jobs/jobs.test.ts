import { expect, test } from 'vitest';
import {
  completeJob,
  createJob,
  failJob,
  freezePage,
  interruptJob,
  listJobs,
  listJobsOf,
  listStarts,
  type NewJob,
  nudgeJob,
  openJobs,
  pauseJob,
  readInput,
  readInputPart,
  readJob,
  resumeJob,
  runJob,
  startJob,
} from '../../../../shared/data/jobs/index.ts';
import { closeSlice } from '../../../../shared/data/jobs/slices.ts';
import type { JobId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import type { Job } from '../../../../shared/domain/jobs/job.ts';
import { NO_TOTALS } from '../../../../shared/domain/jobs/totals.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { thereAndBack } from '../../../support/paging.ts';
import { costOf } from '../calls.ts';
import {
  frozenJob,
  later,
  NO_CAPACITY,
  NOW,
  newContacts,
  newJob,
  newWorkspace,
  recordOf,
  starting,
} from './samples.ts';

describeOnEngines('jobs', (data) => {
  const record = (uuid: JobId, workspace: WorkspaceId) => recordOf(data(), { workspace, uuid });
  /** A job frozen with three contacts. */
  const frozen = (given: Partial<NewJob> = {}) => frozenJob(data(), [3], given);

  async function isOpen({ workspace, uuid }: { workspace: WorkspaceId; uuid: JobId }): Promise<boolean> {
    for await (const open of openJobs(data())) if (open.workspace === workspace && open.job === uuid) return true;
    return false;
  }

  test('a job is read as it was made, with any parameters', async () => {
    const workspace = newWorkspace();
    const params = { ключ: ['😀', null, 1e300, { deep: '' }], undefined: 'x' };
    const work = starting();
    const made = await createJob(data(), workspace, newJob({ work, params }));
    expect(made).toMatchObject({ status: 'pending', total: null, work, createdOn: NOW, slices: { total: 0, done: 0 } });
    expect(await readJob(data(), workspace, made.uuid)).toEqual(made);
    expect(await readInput(data(), made)).toMatchObject({ selection: { folder: 'active' }, params });
    expect(await isOpen(made)).toBe(true);
  });

  test('jobs list newest first, page by page, there and back, by type', async () => {
    const workspace = newWorkspace();
    const made: JobId[] = [];
    for (let i = 0; i < 7; i++) {
      const work = i % 2 === 0 ? ({ type: 'delete' } as const) : ({ type: 'set_status', status: 'active' } as const);
      made.unshift((await createJob(data(), workspace, newJob({ work, now: later(i) }))).uuid);
    }
    const isDeletion = (job: Job): job is Job<{ type: 'delete' }> => job.work.type === 'delete';
    const list = (read: (cursor: string | null) => ReturnType<typeof listJobs>) =>
      thereAndBack(read, ({ jobs }) => jobs.map(({ uuid }) => uuid));
    for (const limit of [4, 7])
      expect(await list((cursor) => listJobs(data(), workspace, { limit, cursor }))).toEqual(made);
    expect(await list((cursor) => listJobsOf(data(), workspace, isDeletion, { limit: 2, cursor }))).toEqual(
      made.filter((_, i) => i % 2 === 0),
    );
    for (const cursor of ['x', made[0], `n${made[0]}`])
      await expect(listJobs(data(), workspace, { limit: 9, cursor })).rejects.toThrow('Not a cursor');
    expect(await listJobs(data(), newWorkspace(), { limit: 9 })).toEqual({ jobs: [], cursor: null, previous: null });
  });

  test('a previewed deletion runs once, also when it is run twice at once', async () => {
    const job = await frozen({ preview: true, work: { type: 'delete' } });
    expect(job).toMatchObject({ status: 'ready', total: 3 });
    const { workspace, uuid, token } = job;
    const given = { token: token ?? '', count: 3, settings: {}, now: later(2) };
    const run = (count = 3) => runJob(data(), workspace, uuid, { ...given, count });
    expect(await run(4)).toEqual({ ok: false, refusal: { code: 'preview_changed' } });
    expect((await Promise.all([run(), run()])).filter(({ ok }) => ok)).toHaveLength(1);
    expect(await record(uuid, workspace)).toMatchObject({ status: 'queued', modifiedOn: later(2) });
  });

  test('a job can be paused and resumed again, only in a status that permits it', async () => {
    const { workspace, uuid } = await frozen();
    expect(await resumeJob(data(), workspace, uuid, NOW)).toEqual({ ok: false, refusal: { code: 'not_paused' } });
    expect(await pauseJob(data(), workspace, uuid, NOW)).toMatchObject({ ok: true, job: { status: 'paused' } });
    expect(await pauseJob(data(), workspace, uuid, NOW)).toEqual({ ok: false, refusal: { code: 'not_running' } });
    expect(await resumeJob(data(), workspace, uuid, NOW)).toMatchObject({ ok: true, job: { status: 'queued' } });
    await startJob(data(), await record(uuid, workspace), later(5));
    await pauseJob(data(), workspace, uuid, NOW);
    expect(await resumeJob(data(), workspace, uuid, NOW)).toMatchObject({ ok: true, job: { status: 'started' } });
    expect(await record(uuid, workspace)).toMatchObject({ startedOn: later(5) });
  });

  test('an interrupted job has ended: nothing changes it any more', async () => {
    const { workspace, uuid } = await frozen();
    expect(await interruptJob(data(), workspace, uuid, later(3))).toMatchObject({ ok: true });
    const ended = await record(uuid, workspace);
    expect(ended).toMatchObject({ status: 'interrupted', endedOn: later(3) });
    expect(await isOpen(ended)).toBe(false);
    expect(await interruptJob(data(), workspace, uuid, NOW)).toEqual({ ok: false, refusal: { code: 'job_ended' } });
    expect(await pauseJob(data(), workspace, uuid, NOW)).toEqual({ ok: false, refusal: { code: 'not_running' } });
    await startJob(data(), ended, NOW);
    expect(await failJob(data(), ended, 'select', NOW)).toBeNull();
    expect(await completeJob(data(), workspace, uuid, NOW)).toMatchObject({ status: 'interrupted' });
    expect(await record(uuid, workspace)).toEqual(ended);
  });

  test('a job completes when its last slice is closed, once, however many try', async () => {
    const job = await frozen();
    const { workspace, uuid } = job;
    expect(await completeJob(data(), workspace, uuid, NOW)).toMatchObject({ status: 'queued' });
    await closeSlice(data(), job, 0, { totals: { ...NO_TOTALS, changed: 3 }, capacity: NO_CAPACITY, now: later(4) });
    const all = await Promise.all([1, 2, 3].map(() => completeJob(data(), workspace, uuid, later(5))));
    expect(all.map((one) => one?.status)).toEqual(['completed', 'completed', 'completed']);
    expect(await isOpen(job)).toBe(false);
  });

  test('only one of two watchdogs nudges; progress restarts the waiting time', async () => {
    const job = await frozen();
    const both = await Promise.all([nudgeJob(data(), job, later(200)), nudgeJob(data(), job, later(200))]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await recordOf(data(), job)).toMatchObject({ nudges: 1, nudgedOn: later(200) });
    await closeSlice(data(), job, 0, { totals: NO_TOTALS, capacity: NO_CAPACITY, now: later(300) });
    expect(await recordOf(data(), job)).toMatchObject({ nudges: 0, modifiedOn: later(300) });
  });
});

const work = starting();
const named = (count: number) => ({ groups: [], contacts: newContacts(count), activeOnly: false });

describeOnEngines('what a job was created with', (data) => {
  test('is not in its header, which costs the same with it', async () => {
    const workspace = newWorkspace();
    const params = { text: 'ж'.repeat(10_000) };
    const { uuid } = await createJob(data(), workspace, newJob({ work, params, selection: named(100) }));
    const read = () => recordOf(data(), { workspace, uuid });
    expect((await costOf(data(), read)).readUnits).toBe(1);
    expect(JSON.stringify(await read()).length).toBeLessThan(950);
    expect(await readInput(data(), { workspace, uuid })).toMatchObject({ params });
  });

  test('is in clear only for as long as the job needs it', async () => {
    const workspace = newWorkspace();
    const selection = { query: 'name = "Mukamana" AND fields.age > 30', within: null } as const;
    const params = { who: 'Mukamana', phones: [250788383383], vip: true };
    const { uuid } = await createJob(data(), workspace, newJob({ work, params, selection }));
    const pending = await recordOf(data(), { workspace, uuid });
    expect(await readInput(data(), pending)).toMatchObject({ selection, params });
    await freezePage(data(), pending, { uuids: newContacts(2), cursor: null, capacity: NO_CAPACITY, now: NOW });
    const masked = { query: 'name = "********" AND fields.age > "********"', within: null };
    expect(await readInput(data(), pending)).toMatchObject({ selection: masked, params });
    expect(await readInputPart(data(), pending, 'selection')).toBeNull();
    expect(await readInputPart(data(), pending, 'params')).toMatchObject({ params });
    await interruptJob(data(), workspace, uuid, NOW);
    const kept = { selection: masked, params: { who: '********', phones: ['********'], vip: true } };
    expect(await readInput(data(), pending)).toMatchObject(kept);
    expect(await readInputPart(data(), pending, 'params')).toBeNull();
  });

  test('that names no one is kept as it is', async () => {
    const workspace = newWorkspace();
    const selection = { query: 'last_seen_on < "-1y" AND group = "Clinic"', within: null } as const;
    const { uuid } = await createJob(data(), workspace, newJob({ work, selection }));
    expect(await recordOf(data(), { workspace, uuid })).toMatchObject({ clear: [] });
    await interruptJob(data(), workspace, uuid, NOW);
    expect(await readInput(data(), { workspace, uuid })).toMatchObject({ selection, params: null });
  });

  test('that is gone is said to be', async () => {
    const job = { workspace: newWorkspace(), uuid: '01a20cff-7d00-765f-b4d7-4289e90e9d3f' as JobId };
    await expect(readInput(data(), job)).rejects.toThrow(`The input of job ${job.uuid} is gone`);
  });

  test('makes a page of starts shorter when there is much of it, and no start is left out', async () => {
    const workspace = newWorkspace();
    const made: JobId[] = [];
    for (let i = 0; i < 12; i++) {
      const selection = named(i === 0 ? 1_200 : 200);
      made.unshift((await createJob(data(), workspace, newJob({ work, selection, now: NOW }))).uuid);
    }
    const pages: number[] = [];
    const found: JobId[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listStarts(data(), workspace, { limit: 250, cursor });
      pages.push(page.starts.length);
      found.push(...page.starts.map(({ job }) => job.uuid));
      cursor = page.cursor;
    }
    expect(new Set(found)).toEqual(new Set(made));
    expect(found).toHaveLength(12);
    expect(Math.max(...pages)).toBe(4);
    expect(pages).toContain(1);
  });
});

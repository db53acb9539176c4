import { readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import { JOBS } from '../../bench/model/jobs.ts';
import { COLD, estimate, secondsFor, stagesOf, WARM } from '../../bench/model/model.ts';
import { readRuns } from '../../bench/model/runs.ts';
import { WITH_TABLES, withModelTables } from '../../bench/model/tables.ts';
import { comparedRuns } from '../../bench/model/whole.ts';
import measured from '../../shared/domain/costs/measured.ts';
import { courseOf } from './halted-projection.ts';

const MILLION = 1_000_000;
const [archive, flag, deletion] = JOBS as [(typeof JOBS)[number], (typeof JOBS)[number], (typeof JOBS)[number]];

it('has the units that are measured, apart from those of the job itself', () => {
  const units = JOBS.slice(0, 4).map(({ what, table, indexes, read }) => ({
    what,
    writeUnits: Number((table + indexes.byFolder + indexes.byModified + 0.1).toFixed(1)),
    readUnits: read,
  }));
  expect(units).toEqual([...measured.jobs, measured.imports]);
});

test('a cold index takes 2,000 changes of status a second; a workspace never more than 4,000, by the partitions of byModified', () => {
  const limitless = { ...archive, table: 1, worker: null };
  expect(estimate(limitless, COLD)).toEqual({ contactsASecond: 2_000, bound: 'the index byFolder' });
  expect(estimate(limitless, { ...WARM, write: 100_000, read: 100_000 })).toMatchObject({
    contactsASecond: 4_000,
    bound: expect.stringContaining('byModified'),
  });
});

test('a job has nine lanes, although there are ten workers', () => {
  expect(estimate(flag, { ...WARM, write: 1e6, read: 1e6, partition: 1e6 })).toMatchObject({ bound: '9 lanes' });
});

test('a preview of a million is there within 90 seconds, on a cold table too', () => {
  for (const job of [archive, flag, deletion])
    expect(stagesOf(MILLION, job, COLD)[0]).toMatchObject({
      name: 'selection',
      seconds: expect.toSatisfy((s) => s <= 90),
    });
});

test('twice as many contacts take twice as long, when there are many', () => {
  for (const job of JOBS)
    expect(secondsFor(20 * MILLION, job, WARM) / secondsFor(10 * MILLION, job, WARM)).toBeCloseTo(2, 1);
});

test.each(WITH_TABLES)('%s has the tables of the model: npm run model writes them', (file) => {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('<!-- model: ');
  expect(text).toBe(withModelTables(text));
});

it('has the units of whole runs here within 3 %, and on a quiet machine their growth within 25 %', async () => {
  const runs = comparedRuns(await readRuns());
  expect(new Set(runs.map(({ what }) => what))).toEqual(new Set(['archive', 'delete', 'export', 'import']));
  for (const run of runs) {
    const most = Math.max(0.01, 0.03 * run.unitsByModel);
    expect(Math.abs(run.writeUnits - run.unitsByModel), JSON.stringify(run)).toBeLessThanOrEqual(most);
    const { measured: took, byModel } = run.grown ?? { measured: 1, byModel: 1 };
    expect(Math.abs(took / byModel - 1), JSON.stringify(run)).toBeLessThanOrEqual(0.25);
  }
});

test('a deletion of 10 million beside a projection that stands still for an hour goes on, and leaves it behind by no more than that hour', () => {
  const halt = { from: 600, to: 4_200 };
  const course = courseOf({ contacts: 10_000_000, jobs: 1, workers: 800, projection: 1_600, ...halt });
  expect(course.meanwhile).toBeLessThan(100_000);
  expect(course.lag).toBeLessThan(3_610);
  expect(course.changed).toBeLessThan(10_000_000 / 800 + 3_600 + 60);
  expect(course.projected - course.changed).toBeLessThan(60);
});

test('a hundred jobs at once that are twice as fast as the projection come into balance with it, far from the six hours after which it skips', () => {
  const halt = { from: 600, to: 4_200 };
  const course = courseOf({ contacts: 40_000, jobs: 100, workers: 1_600, projection: 800, ...halt });
  expect(course.lag).toBeLessThan(5_400);
});

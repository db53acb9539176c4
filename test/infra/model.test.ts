import { readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import { JOBS } from '../../bench/model/jobs.ts';
import { COLD, WARM } from '../../bench/model/limits.ts';
import { estimate } from '../../bench/model/model.ts';
import { modelTable } from '../../bench/model/report.ts';
import measured from '../../shared/domain/costs/measured.ts';

it('has the units that are measured, apart from those of the job itself', () => {
  const units = JOBS.map(({ what, table, indexes, read }) => ({
    what,
    writeUnits: table + indexes.byFolder + indexes.byModified + 0.1,
    readUnits: read,
  }));
  expect(units).toEqual(measured.jobs);
});

test('a cold index takes 2,000 changes of status a second; a workspace never more than 4,000, by the partitions of byModified', () => {
  const [archive] = JOBS as [(typeof JOBS)[number]];
  expect(estimate({ ...archive, table: 1 }, COLD)).toEqual({ contactsASecond: 2_000, bound: 'the index byFolder' });
  expect(estimate({ ...archive, table: 1 }, { ...WARM, write: 100_000, read: 100_000 })).toMatchObject({
    contactsASecond: 4_000,
    bound: expect.stringContaining('byModified'),
  });
});

it('has the table of the model in docs/costs-and-limits.md and bench/RESULTS.md', () => {
  for (const file of ['docs/costs-and-limits.md', 'bench/RESULTS.md'])
    expect(readFileSync(file, 'utf8')).toContain(modelTable());
});

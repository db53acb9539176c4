import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { STAGES } from '../../../../shared/domain/dormancy/stages.ts';
import { kindOf } from '../../../../shared/domain/jobs/kinds/index.ts';
import { assets, NOW } from '../jobs/samples.ts';

const { settings } = assets();

it('every stage that a file describes is in the table', () => {
  const files = globSync('shared/domain/dormancy/*.ts').map((file) => readFileSync(file, 'utf8'));
  expect(files.join('').match(/^export const \w+Stage = /gm)).toHaveLength(STAGES.length);
});

it.each(STAGES)('$job does what history calls a sweep, in each workspace that wants it', ({ job, tonight }) => {
  const wanted = { ...settings, dormancyDays: 90, purgeArchivedAfterDays: 100 };
  const found = tonight(wanted, NOW);
  expect(found?.work.type).toBe(job);
  expect(found && kindOf(found).via).toBe('sweep');
});

import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('every journey starts the service by its stage, which checks the tables at the end', () => {
  const files = globSync('test/journeys/**/*.ts').filter((file) => file !== 'test/journeys/stage.ts');
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => /\bstartService\b/.test(readFileSync(file, 'utf8')))).toEqual([]);
});

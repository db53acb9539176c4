/** README and SECURITY promise nothing without the tests that hold it. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const [, chapter = ''] = readFileSync('SECURITY.md', 'utf8').split('## Promises, and what holds them\n');
const rows = `${readFileSync('docs/promises.md', 'utf8')}\n${chapter.split('\n## ')[0]}`
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| promise'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

it('has many promises, and none twice', () => {
  const promises = rows.map(([, promise]) => promise);
  expect(promises.length).toBeGreaterThan(20);
  expect(promises).toEqual([...new Set(promises)]);
});

it.each(rows)('%s%s', (_, __, tests = '') => {
  const named = [...tests.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(0);
  for (const path of named) {
    expect(path).toMatch(/^test\//);
    expect(existsSync(path), path).toBe(true);
  }
});

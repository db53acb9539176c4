import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

/** `import … from './x.ts'` and `export … from './x.ts'`, but not those of types alone, which load nothing. */
const LOADS = /^(?:import|export)\s+(?!type\b)[^;']*?from '(\.[^']+\.ts)'/gm;

/** Every file that loading these files loads, themselves included. */
function loadedBy(files: readonly string[], loaded = new Set<string>()): ReadonlySet<string> {
  for (const file of files.filter((one) => !loaded.has(one))) {
    loaded.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(LOADS);
    loadedBy(
      [...imports].map(([, path = '']) => normalize(join(dirname(file), path))),
      loaded,
    );
  }
  return loaded;
}

/** A file of types alone has nothing to load. */
const hasCode = (file: string): boolean => /^export (?!type\b|interface\b)/m.test(readFileSync(file, 'utf8'));

/** The bundle test loads entry files, and the test of the OpenAPI document the schemas of answers. */
const isLoadedElsewhere = (file: string): boolean =>
  file.endsWith('.schema.ts') || readFileSync(file, 'utf8').includes('export const handler');

it('every file of the functions is loaded by some test in process', () => {
  const loaded = loadedBy(globSync('test/{endpoints,long,security}/**/*.test.ts'));
  const files = globSync('functions/**/*.ts').filter((file) => hasCode(file) && !isLoadedElsewhere(file));
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((file) => !loaded.has(file))).toEqual([]);
});

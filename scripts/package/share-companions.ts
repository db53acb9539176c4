import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Keeps code that several functions have beside their bundles once, in `shared/`, since npm keeps no links between
 * files. Each function's own file leads there. What has one name and several contents stays as it is.
 */
export function shareCompanions(bundles: string): void {
  const byName = Map.groupBy(globSync(join(bundles, '*/*.cjs')), (path) => basename(path));
  byName.delete('index.cjs');
  const isSame = ([, paths]: [string, string[]]) => new Set(paths.map((path) => readFileSync(path, 'utf8'))).size === 1;
  const same = [...byName].filter(isSame);
  mkdirSync(join(bundles, 'shared'));
  for (const [name, paths] of same) {
    writeFileSync(join(bundles, 'shared', name), readFileSync(paths[0] ?? ''));
    for (const path of paths) writeFileSync(path, `module.exports = require('../shared/${name}');\n`);
  }
}

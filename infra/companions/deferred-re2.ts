/**
 * Takes the place of `re2js` in the bundles (see bundles/): the engine, 150 KB, is a file of its own beside the bundle, which is
 * read with the first pattern. Most flows have none.
 */
import { join } from 'node:path';

type Engine = typeof import('re2js');

export const RE2JS = {
  compile: (pattern: string) => (require(join(__dirname, 're2.cjs')) as Engine).RE2JS.compile(pattern),
};

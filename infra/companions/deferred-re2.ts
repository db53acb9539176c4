/** Replaces `re2js` in the bundles (see bundles/). The engine, 150 KB, is loaded with the first pattern. */
import { join } from 'node:path';

type Engine = typeof import('re2js');

export const RE2JS = {
  compile: (pattern: string) => (require(join(__dirname, 're2.cjs')) as Engine).RE2JS.compile(pattern),
};

/**
 * Bundles as V8 has compiled them before. Node's own compile cache keeps a file as it is before its first line has run: nearly every function
 * in it is compiled again in each thread, at its first call. Here a bundle is kept as it is when it has worked, with the functions that it needed.
 */
import { hash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

export interface CompiledBundle {
  readonly exports: unknown;
  /** To be called after each invocation: keeps what is compiled by then, for the threads that come. */
  worked(): void;
}

const [HEAD, TAIL] = ['(function (exports, require, module, __filename, __dirname) {', '\n})'];

/** After so many invocations a bundle is kept: the first needs what all need, and some more have needed nearly all that there is. */
const KEPT_AFTER = [1, 20];

/**
 * Loads a CommonJS file as `require` does; `import()` is not in bundles (docs/adr/006-cjs-bundles.md), and fails.
 * @param folder - where it is kept; another version of the same bundle takes its place there
 */
export function loadCompiled(file: string, folder: string): CompiledBundle {
  const source = readFileSync(file, 'utf8');
  // V8 itself compares no more than their lengths.
  const name = hash('sha1', source);
  const before = keptIn(folder, name);
  const script = new Script(`${HEAD}${source}${TAIL}`, {
    filename: file,
    columnOffset: -HEAD.length,
    ...(before && { cachedData: before.data }),
  });
  const module = new Module(file);
  module.filename = file;
  script.runInThisContext()(module.exports, Module.createRequire(file), module, file, dirname(file));
  const keptAfter = before !== null && !script.cachedDataRejected ? before.after : 0;
  let invocations = 0;
  return {
    exports: module.exports,
    worked() {
      invocations += 1;
      if (invocations > keptAfter && KEPT_AFTER.includes(invocations))
        keep(folder, `${name}.${invocations}`, script.createCachedData());
    },
  };
}

/** The version that has worked longest; null when there is none. */
function keptIn(folder: string, name: string): { readonly data: Buffer; readonly after: number } | null {
  for (const after of KEPT_AFTER.toReversed()) {
    try {
      return { data: readFileSync(join(folder, `${name}.${after}`)), after };
    } catch {
      // Another thread may have put a later one in its place.
    }
  }
  return null;
}

/** Many threads may do so at a time: each file appears whole, and the last one stays. */
function keep(folder: string, name: string, data: Buffer): void {
  const writing = join(folder, `writing.${randomUUID()}`);
  try {
    mkdirSync(folder, { recursive: true });
    const before = readdirSync(folder);
    writeFileSync(writing, data);
    renameSync(writing, join(folder, name));
    for (const other of before) if (other !== name) rmSync(join(folder, other), { force: true });
  } catch {
    // Another thread has removed what this one was writing, or nothing can be written there: it is only slower.
  }
}

/**
 * Keeps bundles as V8 has compiled them. Node's compile cache keeps a file before its first line runs, so each thread
 * compiles nearly every function again. Here a bundle is kept after it has worked, with the functions it needed.
 */
import { hash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

export interface CompiledBundle {
  readonly exports: unknown;
  /** Called after each invocation: keeps what is compiled by then, for later threads. */
  worked(): void;
}

const HEAD = '(function (exports, require, module, __filename, __dirname) {';
const TAIL = '\n})';

/** Invocations after which a bundle is kept: the first needs the common code, and twenty nearly all of it. */
const KEPT_AFTER = [1, 20];

/** Loads a CommonJS file like `require`, without `import()`; `folder` has one compiled version of each bundle. */
export function loadCompiled(file: string, folder: string): CompiledBundle {
  const source = readFileSync(file, 'utf8');
  // V8 itself compares only their lengths.
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

/** The version that has worked longest, or null. */
function keptIn(folder: string, name: string): { readonly data: Buffer; readonly after: number } | null {
  for (const after of KEPT_AFTER.toReversed()) {
    try {
      return { data: readFileSync(join(folder, `${name}.${after}`)), after };
    } catch {
      // Another thread may have replaced it by a later one.
    }
  }
  return null;
}

/** Many threads may do so at once: each file appears complete, and the last one stays. */
function keep(folder: string, name: string, data: Buffer): void {
  const writing = join(folder, `writing.${randomUUID()}`);
  try {
    mkdirSync(folder, { recursive: true });
    const before = readdirSync(folder);
    writeFileSync(writing, data);
    renameSync(writing, join(folder, name));
    for (const other of before) if (other !== name) rmSync(join(folder, other), { force: true });
  } catch {
    // Another thread has removed the file, or nothing can be written there, which is only slower.
  }
}

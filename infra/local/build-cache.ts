/** Keeps built directories, `<store>/<hash of sources>/`, each whole by renaming. `in-use.<pid>` marks readers. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { isRunning } from './processes.ts';

export const CACHE = join(import.meta.dirname, '../../node_modules/.cache/dormouse');

/** Enough to switch between a few branches. */
const KEPT = 3;
const BUILDING = 'building.';

export interface BuildOptions {
  /** Called before a build, which takes seconds. */
  readonly onBuild?: () => void;
  readonly signal?: AbortSignal;
}

export interface Build extends BuildOptions {
  readonly store: string;
  /** A hash of everything that the directory is made of. */
  readonly hash: () => string;
  /** Writes into an existing, empty directory; rejects with the signal's reason when it is aborted. */
  readonly build: (directory: string, signal?: AbortSignal) => Promise<void>;
}

/** The directory of the present sources, kept or new, until this process ends. Rejects when it cannot be built. */
export async function cached({ store, hash, build, onBuild, signal }: Build): Promise<string> {
  for (;;) {
    const name = hash();
    const directory = join(store, name);
    if (markInUse(directory)) return directory;
    onBuild?.();
    const building = temporaryIn(store);
    mkdirSync(building, { recursive: true });
    try {
      await build(building, signal);
      // Otherwise a file was saved meanwhile, and may be missing in it.
      if (name === hash()) moveTo(building, directory);
    } finally {
      rmSync(building, { recursive: true, force: true });
    }
    markInUse(directory);
    discardOld(store);
  }
}

/** All kept directories, however old; the last used one first. */
export function keptIn(store: string): readonly string[] {
  if (!existsSync(store)) return [];
  const lastUse = (directory: string) => statSync(directory, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return readdirSync(store)
    .filter((name) => !name.startsWith(BUILDING))
    .map((name) => join(store, name))
    .sort((a, b) => lastUse(b) - lastUse(a));
}

/** Runs a build program, with output to stderr. Rejects with `failure`, or the signal's reason. */
export async function runBuilder(
  [program, ...args]: readonly [string, ...string[]],
  failure: string,
  signal?: AbortSignal,
): Promise<void> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    killSignal: 'SIGKILL',
    ...(signal && { signal }),
  });
  // Its end is seen below.
  child.once('error', () => undefined);
  const code = await new Promise((resolve) => child.once('close', resolve));
  signal?.throwIfAborted();
  if (code !== 0) throw new Error(failure);
}

/** The name shows a later process whether its owner still runs. */
const temporaryIn = (store: string): string => join(store, `${BUILDING}${randomUUID()}.${process.pid}`);

/** Puts a finished directory in its place, unless another process was first. */
function moveTo(from: string, directory: string): void {
  try {
    renameSync(from, directory);
  } catch (error) {
    if (!existsSync(directory)) throw error;
  }
}

/** Notes that this process uses the directory; false where there is none. */
function markInUse(directory: string): boolean {
  usersOf(directory);
  return unlessMissing(() => writeFileSync(join(directory, `in-use.${process.pid}`), ''));
}

/** False when the directory is missing: another process may have discarded it. */
function unlessMissing(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return false;
  }
}

/** The processes that use a directory; removes the marks of ended ones. */
function usersOf(directory: string): readonly number[] {
  return globSync(join(directory, 'in-use.*')).flatMap((mark) => {
    if (isRunning(pidIn(mark))) return [pidIn(mark)];
    rmSync(mark, { force: true });
    return [];
  });
}

const pidIn = (path: string): number => Number(extname(path).slice(1));

/** Deletes what ended processes left unfinished, and unused directories that are not among the newest. */
function discardOld(store: string): void {
  const abandoned = readdirSync(store).filter((name) => name.startsWith(BUILDING) && !isRunning(pidIn(name)));
  for (const name of abandoned) rmSync(join(store, name), { recursive: true, force: true });
  const unused = keptIn(store)
    .slice(KEPT)
    .filter((directory) => usersOf(directory).length === 0);
  for (const directory of unused) {
    // A crash half-way must leave no directory that looks complete.
    const leaving = temporaryIn(store);
    if (unlessMissing(() => renameSync(directory, leaving))) rmSync(leaving, { recursive: true, force: true });
  }
}

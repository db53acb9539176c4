/**
 * Assemblies that were synthesised before: `<store>/<hash of what they are made of>/`. A directory appears there whole, by
 * renaming, so a start never finds half an assembly. Each has a file `in-use.<pid>` for every process that runs
 * it, since functions load their bundles from there at each cold start.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { isRunning } from '../processes.ts';
import { hashInputs } from './inputs.ts';

const ROOT = join(import.meta.dirname, '../../..');
const STORE = join(ROOT, 'node_modules/.cache/dormouse/assemblies');
/** Enough to go back and forth between a few branches. */
const KEPT = 3;
const BUILDING = 'building.';

export interface KeptOptions {
  /** Called before a synthesis, which takes seconds. */
  readonly onBuild?: () => void;
  /** Ends a synthesis. */
  readonly signal?: AbortSignal;
  readonly store?: string;
  /** Writes the assembly into a directory that is there, and empty; rejects with the signal's reason once it is aborted. */
  readonly synthesise?: (directory: string, signal?: AbortSignal) => Promise<void>;
}

/**
 * The directory of the assembly of the sources as they are now: the kept one, or a new one where there is none. It stays
 * until this process has ended. Rejects when it cannot be synthesised (CDK and esbuild have said why on stderr), and when
 * `signal` ends the synthesis.
 */
export async function keptAssembly({
  onBuild,
  signal,
  store = STORE,
  synthesise = runCdk,
}: KeptOptions = {}): Promise<string> {
  for (;;) {
    const hash = hashInputs(ROOT);
    const directory = join(store, hash);
    if (markInUse(directory)) return directory;
    onBuild?.();
    const building = join(store, `${BUILDING}${randomUUID()}.${process.pid}`);
    mkdirSync(building, { recursive: true });
    try {
      await synthesise(building, signal);
      // Otherwise a file was saved in the meantime, and may or may not be in it.
      if (hash === hashInputs(ROOT)) moveTo(building, directory);
    } finally {
      rmSync(building, { recursive: true, force: true });
    }
    markInUse(directory);
    discardOld(store);
  }
}

async function runCdk(directory: string, signal?: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'synthesise.ts'), directory], {
    stdio: ['ignore', 'ignore', 'inherit'],
    killSignal: 'SIGKILL',
    ...(signal && { signal }),
  });
  // Its end is seen below.
  child.once('error', () => undefined);
  const code = await new Promise((resolve) => child.once('close', resolve));
  signal?.throwIfAborted();
  if (code !== 0) throw new Error('The CDK app could not be synthesised.');
}

/** Puts a finished assembly in its place, unless another process was first. */
function moveTo(from: string, directory: string): void {
  try {
    renameSync(from, directory);
  } catch (error) {
    if (!isAssembly(directory)) throw error;
  }
}

const isAssembly = (directory: string): boolean => existsSync(join(directory, 'manifest.json'));

/** Notes that this process uses the assembly; false where there is none. */
function markInUse(directory: string): boolean {
  if (!isAssembly(directory)) return false;
  usersOf(directory);
  writeFileSync(join(directory, `in-use.${process.pid}`), '');
  return true;
}

/** The processes that use an assembly; removes the marks of those that have ended. */
function usersOf(directory: string): readonly number[] {
  return globSync(join(directory, 'in-use.*')).flatMap((mark) => {
    if (isRunning(pidIn(mark))) return [pidIn(mark)];
    rmSync(mark, { force: true });
    return [];
  });
}

const pidIn = (path: string): number => Number(extname(path).slice(1));

/** Deletes what processes that have ended left unfinished, and assemblies that are not in use and not among the newest. */
function discardOld(store: string): void {
  const names = readdirSync(store);
  const abandoned = names.filter((name) => name.startsWith(BUILDING) && !isRunning(pidIn(name)));
  const lastUse = (name: string) => statSync(join(store, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const newestFirst = names.filter((name) => !name.startsWith(BUILDING)).sort((a, b) => lastUse(b) - lastUse(a));
  const unused = newestFirst.slice(KEPT).filter((name) => usersOf(join(store, name)).length === 0);
  for (const name of [...abandoned, ...unused]) rmSync(join(store, name), { recursive: true, force: true });
}

import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { isRunning } from './processes.ts';

/** What the runner and the engines write into a data directory. */
const OURS =
  /^(?:token|lock\.json|secrets\.json|stream-bookmarks\.json(?:\.new)?|dynamodb\.sqlite.*|shared-local-instance\.db.*)$/;

/** Makes the data directory, for its owner only. One with other things stays, except the runner's own files. */
export function makePrivate(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK);
    const entries = readdirSync(dataDir, { withFileTypes: true });
    const ours = entries.filter((entry) => entry.isFile() && OURS.test(entry.name));
    if (ours.length === entries.length) chmodSync(dataDir, 0o700);
    for (const { name } of ours) chmodSync(join(dataDir, name), 0o600);
  } catch (cause) {
    const sentence = `DATA_DIR: ${dataDir} is not a folder, belongs to somebody else, or you may not write to it.`;
    throw new Error(`${sentence} Give another one.`, { cause });
  }
}

const Lock = z.object({ pid: z.number() });

const lockIn = (dataDir: string): string => join(dataDir, 'lock.json');

/** The process that holds a data directory, or held it when it was killed, or null. */
function holderOf(dataDir: string): number | null {
  const path = lockIn(dataDir);
  return existsSync(path) ? (Lock.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data?.pid ?? null) : null;
}

interface DataDirLock {
  release(): void;
}

/** Takes a data directory for this process; refuses one that another running process has. */
export function lockDataDir(dataDir: string): DataDirLock {
  const holder = holderOf(dataDir);
  if (holder !== null && holder !== process.pid && isRunning(holder)) {
    throw new Error(`${dataDir} is in use by process ${holder}.`);
  }
  writeFileSync(lockIn(dataDir), JSON.stringify({ pid: process.pid }), { mode: 0o600 });
  return { release: () => rmSync(lockIn(dataDir), { force: true }) };
}

const MEMORY = '/dev/shm';
/** Containers often have 64 MB there, which a few thousand contacts fill. */
const ENOUGH_BYTES = 2 ** 30;

/** Where temporary data goes: into memory if it has room, since the engine waits for the disk at every write. */
function temporaryRoot(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ENOUGH_BYTES ? MEMORY : tmpdir();
}

/** Makes a temporary data directory, and deletes those of killed runners. */
export function makeTemporaryDataDir(): string {
  const prefix = join(temporaryRoot(), 'dormouse-memory-');
  for (const dataDir of globSync(`${prefix}*`)) {
    const holder = holderOf(dataDir);
    if (holder !== null && !isRunning(holder)) rmSync(dataDir, { recursive: true, force: true });
  }
  return mkdtempSync(prefix);
}

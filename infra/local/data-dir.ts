import { existsSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';

const Lock = z.object({ pid: z.number(), engine: z.optional(z.number()) });

const running = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** An engine that a killed runner left behind would write into the same file as the next one. */
function endLeftover(pid: number): void {
  try {
    if (basename(readlinkSync(`/proc/${pid}/exe`)) === 'dynoxide') process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone, or this machine has no /proc and so no dynoxide.
  }
}

export interface DataDirLock {
  /** Notes the engine's process, so that the next start can end it should this one be killed. */
  noteEngine(pid: number): void;
  release(): void;
}

/** Takes a data directory for this process. Refuses one that another running process has. */
export function lockDataDir(dataDir: string): DataDirLock {
  const path = join(dataDir, 'lock.json');
  const previous = existsSync(path) ? Lock.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data : undefined;
  if (previous && previous.pid !== process.pid && running(previous.pid)) {
    throw new Error(`${dataDir} is in use by process ${previous.pid}.`);
  }
  if (previous?.engine !== undefined) endLeftover(previous.engine);
  const write = (engine?: number) => writeFileSync(path, JSON.stringify({ pid: process.pid, engine }));
  write();
  return { noteEngine: write, release: () => rmSync(path, { force: true }) };
}

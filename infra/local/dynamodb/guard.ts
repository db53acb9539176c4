import { spawn } from 'node:child_process';

/** Kills a program when this process is gone, however it went: SIGKILL included, after which it can do nothing itself. */
export interface Guard {
  /** Names the process to kill from now on; null: none. */
  watch(pid: number | null): void;
  /** Ends the guard. The program is left alone. */
  release(): Promise<void>;
}

/** Reads process ids until the pipe ends, which it does with the process that holds the other end. */
const SCRIPT = 'while read -r line; do pid=$line; done; if [ -n "$pid" ]; then kill -KILL "$pid"; fi';

/** Starts a guard: a shell in a process group of its own, so that what the terminal signals does not reach it. */
export function startGuard(): Guard {
  const shell = spawn('sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  const closed = new Promise((resolve) => shell.once('close', resolve));
  // A guard that is gone guards nothing; the program runs all the same.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  const watch = (pid: number | null) => shell.stdin.write(`${pid ?? ''}\n`);
  return {
    watch,
    async release() {
      watch(null);
      shell.stdin.end();
      await closed;
    },
  };
}

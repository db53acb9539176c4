import { spawn } from 'node:child_process';

/** Kills a program when this process is gone, even by SIGKILL. */
interface Guard {
  /** Names the process to kill; null: none. */
  watch(pid: number | null): void;
  /** Ends the guard, and leaves the program alone. */
  release(): Promise<void>;
}

/** Reads process ids until the pipe ends, with the process at its other end. */
const SCRIPT = 'while read -r line; do pid=$line; done; if [ -n "$pid" ]; then kill -KILL "$pid"; fi';

/** Starts a guard: a shell in its own process group, which the terminal's signals do not reach. */
export function startGuard(): Guard {
  const shell = spawn('sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  const closed = new Promise((resolve) => shell.once('close', resolve));
  // Without its guard, the program still runs.
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

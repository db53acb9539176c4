import { type ChildProcess, spawn } from 'node:child_process';

/** Kills a program when this process is gone, even by SIGKILL. */
interface Guard {
  /** Names the process to kill; null: none. */
  watch(pid: number | null): void;
  /** Ends the guard, and leaves the program alone. */
  release(): Promise<void>;
}

/** Reads process ids until the pipe ends, with the process at its other end. */
const SCRIPT = 'while read -r line; do pid=$line; done; if [ -n "$pid" ]; then kill -KILL "$pid"; fi';

interface Supervised {
  readonly pid: number | undefined;
  /** Ends the program; resolves when it has ended. */
  stop(): Promise<void>;
}

interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Reports in one line that the program ended by itself and was restarted. */
  readonly onRestart: (line: string) => void;
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const KILL_AFTER_MS = 3000;
const RESTART_AFTER_MS = 50;

/** Restarts a program that ends by itself. A Ctrl-C does not reach it; a guard ends it if the runner is killed. */
export function supervise({ command, args, onRestart }: Program): Supervised {
  let stopping = false;
  const guard = startGuard();
  let child = start();

  function start(): ChildProcess {
    const next = spawn(command, args, { stdio: 'ignore', detached: true });
    guard.watch(next.pid ?? null);
    next.once('error', (error) => onRestart(`${command} does not start: ${error.message}`));
    next.once('exit', (code, signal) => {
      guard.watch(null);
      if (stopping) return;
      onRestart(`${command} ended (${signal ?? code}) and is started again`);
      setTimeout(() => {
        if (!stopping) child = start();
      }, RESTART_AFTER_MS);
    });
    return next;
  }

  async function end(): Promise<void> {
    if (ended(child) || child.pid === undefined) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const force = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
    child.kill('SIGTERM');
    await exited;
    clearTimeout(force);
  }

  return {
    get pid() {
      return child.pid;
    },
    async stop() {
      stopping = true;
      await end();
      await guard.release();
    },
  };
}

/** Starts a guard: a shell in its own process group, which the terminal's signals do not reach. */
function startGuard(): Guard {
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

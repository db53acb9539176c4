const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A duration in words: `42 s`, `3 min`, `2 h 5 min`. */
export function duration(ms: number): string {
  if (ms < 1.5 * MINUTE) return `${Math.ceil(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}

/** The progress, and the time left at the speed so far. */
export function progressLine(done: number, total: number, elapsedMs: number): string {
  const count = `${done.toLocaleString('en')} of ${total.toLocaleString('en')} contacts`;
  if (done === total) return `${count} in ${duration(elapsedMs)}`;
  return done === 0 ? count : `${count}, ${duration((elapsedMs / done) * (total - done))} left`;
}

interface Progress {
  /** So many contacts are done. */
  reach(contacts: number): void;
  /** Pauses for so many milliseconds, because the rate limit is used up. */
  wait(ms: number): void;
  /** Shows the progress while `work` runs: in place on a terminal, else a line every few seconds. */
  during(work: () => Promise<void>): Promise<void>;
}

export function createProgress(total: number, out: NodeJS.WriteStream = process.stderr): Progress {
  const [before, after, everyMs] = out.isTTY ? ['\r\x1b[K', '', SECOND / 4] : ['', '\n', 5 * SECOND];
  const start = performance.now();
  let done = 0;
  let waitsUntil = 0;
  const show = () => out.write(`${before}${progressLine(done, total, performance.now() - start)}${after}`);
  return {
    reach(contacts) {
      done = contacts;
    },
    wait(ms) {
      waitsUntil = Date.now() + ms;
      out.write(`${before}The rate limit is used up: goes on at ${new Date(waitsUntil).toLocaleTimeString()}.\n`);
    },
    async during(work) {
      const timer = setInterval(() => Date.now() > waitsUntil && show(), everyMs);
      try {
        await work();
      } finally {
        clearInterval(timer);
        if (done > 0) show();
        if (done > 0 && out.isTTY) out.write('\n');
      }
    },
  };
}

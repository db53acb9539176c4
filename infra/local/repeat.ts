interface Repeated {
  stop(): Promise<void>;
}

/** Runs `job` every `ms`, resting fifty times a run's length. Errors go to `onError`, and the next run follows. */
export function repeat(ms: number, job: () => Promise<unknown> | unknown, onError: (error: unknown) => void): Repeated {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer = setTimeout(tick, ms);

  async function run(): Promise<void> {
    const start = performance.now();
    try {
      await job();
    } catch (error) {
      if (!stopped) onError(error);
    }
    if (!stopped) timer = setTimeout(tick, Math.max(ms, (performance.now() - start) * 50));
  }

  function tick(): void {
    running = run();
  }

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

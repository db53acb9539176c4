/** Paces a loop: at once while there is work, then ever slower, so that an idle runner costs next to nothing. */
interface Ticker {
  /** Waits until the loop shall go on. */
  tick(busy: boolean): Promise<void>;
  /** Waits this long; false when the loop was stopped meanwhile. */
  sleep(ms: number): Promise<boolean>;
  /** Ends a `tick` that waits. */
  wake(): void;
  stop(): void;
  readonly stopped: boolean;
}

const SHORTEST_MS = 20;
const LONGEST_MS = 200;

export function createTicker(): Ticker {
  let delay = SHORTEST_MS;
  let stopped = false;
  let asleep: (() => void)[] = [];
  let ticking: (() => void) | null = null;

  function wait(ms: number, register: (end: () => void) => void): Promise<void> {
    if (stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      register(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  return {
    async tick(busy) {
      delay = busy ? SHORTEST_MS : Math.min(LONGEST_MS, delay * 1.5);
      if (busy) return;
      await wait(delay, (end) => {
        ticking = end;
      });
      ticking = null;
    },
    async sleep(ms) {
      await wait(ms, (end) => asleep.push(end));
      asleep = [];
      return !stopped;
    },
    wake() {
      delay = SHORTEST_MS;
      ticking?.();
    },
    stop() {
      stopped = true;
      ticking?.();
      for (const end of asleep) end();
    },
    get stopped() {
      return stopped;
    },
  };
}

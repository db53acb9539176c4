/**
 * How much dear work a workspace may have begun. A request takes the most seconds that it needs, and gives back at its
 * end what it did not need. What is taken goes by itself, so that a request that died holds nothing.
 */
export interface SecondsTaken {
  readonly seconds: number;
  /** Seconds since 1970. */
  readonly at: number;
}

/** Seconds that may be taken at once: eight requests of the longest time. */
const MOST_SECONDS = 64;

/** Seconds that go in each second: as if four requests ran all the time. */
const GO_BY = 4;

/** Seconds by which clocks differ; one that was set back further does not keep what was taken. */
const SKEW = 60;

/** What is taken with `asked`, which is negative for what is given back; or how many seconds later there is room. */
export function takenWith(taken: SecondsTaken, asked: number, now: number): SecondsTaken | { readonly wait: number } {
  const at = now < taken.at - SKEW ? now : Math.max(now, taken.at);
  const left = at < taken.at ? 0 : Math.max(0, taken.seconds - (at - taken.at) * GO_BY);
  const seconds = Math.max(0, left + asked);
  return seconds > MOST_SECONDS ? { wait: (seconds - MOST_SECONDS) / GO_BY } : { seconds, at };
}

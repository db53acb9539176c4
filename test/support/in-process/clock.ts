import { type Instant, instant } from '../../../shared/domain/instant.ts';
import { currentInstant } from '../../../shared/lambda/invocation/runtime.ts';

/** The clock that functions see: the machine's, until it is set. */
export interface Clock {
  now(): Instant;
  /** Sets it to a time (milliseconds since 1970), from which it ticks on. */
  set(time: number): void;
}

export function openClock(): Clock {
  let ahead = 0;
  return {
    now: () => instant(currentInstant() + ahead),
    set(time) {
      ahead = time * 1_000 - currentInstant();
    },
  };
}

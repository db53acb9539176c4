import { type Instant, instant } from '../instant.ts';

/** What is known of how a webhook's address answers. An address that does not answer is left alone for a while. */
export interface Circuit {
  /** Time-outs in a row. */
  readonly timeouts: number;
  /** Until then it is not called, after too many time-outs; then one delivery tries. Null: it is called. */
  readonly openUntil: Instant | null;
}

export const CIRCUITS = ['closed', 'open', 'half_open'] as const;

const MOST_TIMEOUTS = 3;
const SHORTEST_MICROS = 60_000_000;
const LONGEST_MICROS = 900_000_000;

export const CLOSED: Circuit = { timeouts: 0, openUntil: null };

/** `half_open`: the time is over, and the next delivery tries. */
export function circuitOf({ openUntil }: Circuit, now: Instant): (typeof CIRCUITS)[number] {
  if (openUntil === null) return 'closed';
  return now < openUntil ? 'open' : 'half_open';
}

/** After one more time-out: open from the third on, for a minute, and twice as long after each further one. */
export const afterTimeout = ({ timeouts }: Circuit, now: Instant): Circuit => whenOpen(timeouts + 1, now);

/** While one delivery tries, so that no other does. */
export const whileTrying = ({ timeouts }: Circuit, now: Instant): Circuit => whenOpen(timeouts, now);

function whenOpen(timeouts: number, now: Instant): Circuit {
  if (timeouts < MOST_TIMEOUTS) return { timeouts, openUntil: null };
  const micros = Math.min(LONGEST_MICROS, SHORTEST_MICROS * 2 ** (timeouts - MOST_TIMEOUTS));
  return { timeouts, openUntil: instant(now + micros) };
}

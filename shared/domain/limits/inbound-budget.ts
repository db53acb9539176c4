/**
 * How many messages a workspace's channels take a minute, and one channel half as many. What is more waits in the queue
 * for a quarter of an hour at most. What would wait longer is not taken. Counts are by quarters of an hour.
 */

/** Seconds. The longest delay of SQS, and the time after which counting begins anew. */
export const LONGEST_WAIT = 900;

/** Messages that arrived in this quarter of an hour, with those that are being counted. */
export interface Counted {
  readonly all: number;
  readonly ofChannel: number;
}

/** Seconds since 1970 at which the quarter of an hour began. */
export const quarterAt = (seconds: number): number => Math.floor(seconds / LONGEST_WAIT) * LONGEST_WAIT;

/**
 * Seconds that the last of the counted messages has to wait; 0: none.
 * @param rate - messages a minute of the workspace
 */
export function waitOf({ all, ofChannel }: Counted, rate: number, seconds: number): number {
  const minutes = (seconds - quarterAt(seconds)) / 60 + 1;
  const late = Math.max(all / rate, ofChannel / Math.max(1, rate / 2)) - minutes;
  return Math.max(0, Math.ceil(late * 60));
}

/** Seconds after which a sender whose messages were not taken may try again. */
export const againAfter = (wait: number, seconds: number): number =>
  Math.max(1, Math.ceil(Math.min(wait - LONGEST_WAIT, quarterAt(seconds) + LONGEST_WAIT - seconds)));

/** How jobs wait for the projection of the stream when it is behind (ADR 032). All times in microseconds. */

/** Jobs wait for a stream that is further behind. */
export const FAR_BEHIND = 60_000_000;

/** The stream keeps nothing for longer. */
const DAY = 86_400_000_000;

/** Seconds for which a slice is put off at a time: a little, and what a message can wait at most. */
const SHORTEST = 15;
const LONGEST = 900;

/**
 * Seconds to put a slice off that was put off for `held` seconds already; 0: it is done now. A slice waits for half the
 * lag in all. So jobs become slower with the lag, however many they are, and never stop: without any change, nobody
 * could tell that the stream goes on.
 */
export function secondsToHold(lag: number, held: number): number {
  const wanted = Math.ceil(Math.min(lag, DAY) / 2_000_000) - held;
  return lag <= FAR_BEHIND || wanted <= 0 ? 0 : Math.min(LONGEST, Math.max(SHORTEST, wanted));
}

import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import { type Instant, instant } from '../../domain/instant.ts';

/** A millisecond is divided by twelve bits. */
const FRACTIONS = 4096;

/**
 * A version 7 uuid with microseconds (RFC 9562, 6.2, method 3), so that lists are in the order of time. With
 * milliseconds only, two jobs of one millisecond would be in any order, as when a clock was set back.
 */
export function newTimeId(on: Instant): string {
  const at = Math.max(0, on);
  const fraction = Math.floor(((at % 1000) * FRACTIONS) / 1000);
  return v7({ msecs: Math.floor(at / 1000), seq: (fraction << 20) | randomInt(1 << 20) });
}

export function timeOfId(uuid: string): Instant {
  const milliseconds = Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
  const fraction = Number.parseInt(uuid.slice(15, 18), 16);
  return instant(milliseconds * 1000 + Math.ceil((fraction * 1000) / FRACTIONS));
}

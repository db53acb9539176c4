import type { DutyMark } from '../../../shared/domain/duty/check.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Duty } from '../../../shared/messages/dead-letters.ts';
import type { Marks } from './marks.ts';

export interface Telling {
  readonly duty: Duty;
  readonly marks: Marks;
  now(): Instant;
}

/** Characters of a time as text: up to its day, and to its hour. */
const [DAY, HOUR] = [10, 13];

/**
 * Tells the person on duty of something that lasts once a day, and of something new also on the same day, but not twice
 * in an hour: then it waits for the next hour. It is marked after it was told, with what follows from that: a run that
 * dies between tells it again. Returns whether it told.
 */
export async function tell(
  { duty, marks, now }: Telling,
  about: Parameters<Duty['tell']>[0],
  isNew: boolean,
  after: DutyMark = {},
): Promise<boolean> {
  const { told, untold = false } = marks.of(about.alarm);
  const at = now();
  const isSame = (upTo: number) => told !== undefined && textOf(told, upTo) === textOf(at, upTo);
  const waits = isNew || untold;
  const isDue = !isSame(DAY) || (waits && !isSame(HOUR));
  if (isDue) await duty.tell(about);
  marks.note(about.alarm, { ...after, untold: waits && !isDue, ...(isDue && { told: at }) });
  await marks.save();
  return isDue;
}

const textOf = (at: Instant, upTo: number): string => new Date(at / 1_000).toISOString().slice(0, upTo);

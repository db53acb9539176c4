import type { Duty } from '../../../shared/messages/dead-letters.ts';
import type { Files } from '../../../shared/messages/files.ts';

export interface Telling {
  readonly duty: Duty;
  readonly files: Pick<Files, 'writeNew'>;
  /** Microseconds. */
  now(): number;
}

/** Characters of a time as text: up to its day, and to its hour. */
const [DAY, HOUR] = [10, 13];

/**
 * Tells the person on duty of something that lasts once a day, and of something new also on the same day, but not twice
 * in an hour. Returns whether it told.
 */
export async function tell(telling: Telling, about: Parameters<Duty['tell']>[0], isNew: boolean): Promise<boolean> {
  const { alarm } = about;
  const isDue = [await isFirst(telling, alarm, DAY), isNew && (await isFirst(telling, alarm, HOUR))];
  if (!isDue.includes(true)) return false;
  await telling.duty.tell(about);
  return true;
}

/** The first run of a day or an hour that tells of something notes it, so the others are silent. */
const isFirst = ({ files, now }: Telling, alarm: string, upTo: number): Promise<boolean> =>
  files.writeNew(`letters/told/${alarm}/${new Date(now() / 1_000).toISOString().slice(0, upTo)}`, '');

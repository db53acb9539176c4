import type { Instant } from '../../../shared/domain/instant.ts';
import type { Duty } from '../../../shared/messages/dead-letters.ts';
import type { Files } from '../../../shared/messages/files.ts';

/** What the watchdog remembers of an alarm. */
interface DutyMark {
  readonly told?: Instant;
  /** Something new came within an hour after it was told, and waits to be told. */
  readonly untold?: boolean;
  /** Letters are being copied: until they are told, a copy says nothing about what is known. */
  readonly copying?: boolean;
}

/** What the watchdog remembers, by alarm. It runs one at a time. */
interface Marks {
  of(alarm: string): DutyMark;
  /** Kept by the next `save`. */
  note(alarm: string, part: DutyMark): void;
  save(): Promise<void>;
}

const KEY = 'letters/marks.json';

export interface Telling {
  readonly duty: Duty;
  readonly marks: Marks;
  now(): Instant;
}

/** Characters of a time as text: up to its day, and to its hour. */
const DAY = 10;
const HOUR = 13;

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

/** In a file, so that it can tell that the tables are of another form, or not answered. */
export async function openMarks(files: Pick<Files, 'read' | 'write'>): Promise<Marks> {
  let stored = (await files.read(KEY))?.toString() ?? '{}';
  const marks = new Map<string, DutyMark>(Object.entries(JSON.parse(stored)));
  const write = async () => {
    const text = JSON.stringify(Object.fromEntries(marks));
    if (text !== stored) await files.write(KEY, text);
    stored = text;
  };
  let last = Promise.resolve();
  return {
    of: (alarm) => marks.get(alarm) ?? {},
    note: (alarm, part) => void marks.set(alarm, { ...marks.get(alarm), ...part }),
    // One after the other: an earlier state never replaces a later one.
    save: () => (last = last.then(write, write)),
  };
}

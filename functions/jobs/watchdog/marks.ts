import type { DutyMark } from '../../../shared/domain/duty/check.ts';
import type { Files } from '../../../shared/messages/files.ts';

/** What the watchdog remembers, by alarm. It runs one at a time. */
export interface Marks {
  of(alarm: string): DutyMark;
  /** Kept by the next `save`. */
  note(alarm: string, part: DutyMark): void;
  save(): Promise<void>;
}

const KEY = 'letters/marks.json';

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

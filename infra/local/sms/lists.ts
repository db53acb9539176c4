/** Opt-out lists as AWS keeps them: a number is removed once in 30 days. Its limits a second (of puts: assumed). */
import { existsSync, readFileSync } from 'node:fs';
import { writeWhole } from '../write-whole.ts';

/** Milliseconds since 1970. */
export interface Entry {
  readonly at: number;
  readonly byPerson: boolean;
}

export interface Lists {
  entries(list: string): ReadonlyMap<string, Entry>;
  put(list: string, number: string, entry: Entry): void;
  /** False within 30 days of the last removal. */
  remove(list: string, number: string, now: number): boolean;
}

interface Kept {
  readonly entries: Record<string, Record<string, Entry>>;
  readonly removed: Record<string, number>;
}

const REMOVED_ONCE_IN_MS = 30 * 86_400_000;

/** Lists kept in a file, or only in memory without a path. */
export function openLists(path: string | null): Lists {
  const kept: Kept =
    path !== null && existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { entries: {}, removed: {} };
  const save = () => {
    if (path !== null) writeWhole(path, JSON.stringify(kept));
  };
  const of = (list: string) => (kept.entries[list] ??= {});
  return {
    entries: (list) => new Map(Object.entries(of(list))),
    put(list, number, entry) {
      of(list)[number] = entry;
      save();
    },
    remove(list, number, now) {
      const key = `${list} ${number}`;
      if (now - (kept.removed[key] ?? Number.NEGATIVE_INFINITY) < REMOVED_ONCE_IN_MS) return false;
      delete of(list)[number];
      kept.removed[key] = now;
      save();
      return true;
    },
  };
}

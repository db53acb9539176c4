import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { writeWhole } from '../write-whole.ts';

const Bookmark = z.object({ stream: z.string(), shard: z.string(), sequence: z.string() });

/** The last record of a shard that needs no more delivery. */
export type Bookmark = z.infer<typeof Bookmark>;

export interface Bookmarks {
  read(source: string): Bookmark | null;
  write(source: string, bookmark: Bookmark): void;
  /** Writes what is not yet on disk. */
  close(): void;
}

const WRITE_EVERY_MS = 200;
const WAIT_MS = 5_000;

/** The progress of each stream source, written to a file some times a second, so that a restart continues. */
export function openBookmarks(path: string): Bookmarks {
  const kept = existsSync(path) ? z.record(z.string(), Bookmark).parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
  const bookmarks = new Map(Object.entries(kept));
  let timer: NodeJS.Timeout | null = null;

  function save(): void {
    timer = null;
    writeWhole(path, JSON.stringify(Object.fromEntries(bookmarks), null, 2));
  }

  /** A full disk does not stop the service: a restart only delivers again what is not written. */
  function saveOrWait(): void {
    try {
      save();
    } catch {
      timer = setTimeout(saveOrWait, WAIT_MS);
    }
  }

  return {
    read: (source) => bookmarks.get(source) ?? null,
    write(source, bookmark) {
      bookmarks.set(source, bookmark);
      timer ??= setTimeout(saveOrWait, WRITE_EVERY_MS);
    },
    close() {
      if (timer === null) return;
      clearTimeout(timer);
      save();
    },
  };
}

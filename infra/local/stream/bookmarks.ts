import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';

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

/** The progress of each stream source, written to a file some times a second, so that a restart continues. */
export function openBookmarks(path: string): Bookmarks {
  const kept = existsSync(path) ? z.record(z.string(), Bookmark).parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
  const bookmarks = new Map(Object.entries(kept));
  let timer: NodeJS.Timeout | null = null;

  function save(): void {
    timer = null;
    writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(bookmarks), null, 2), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  return {
    read: (source) => bookmarks.get(source) ?? null,
    write(source, bookmark) {
      bookmarks.set(source, bookmark);
      timer ??= setTimeout(save, WRITE_EVERY_MS);
    },
    close() {
      if (timer === null) return;
      clearTimeout(timer);
      save();
    },
  };
}

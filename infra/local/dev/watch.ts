import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FSWatcher } from 'vite';

/** Editors and checkouts write several files at once. */
const SAVE_MS = 30;
const LOOK_MS = 20;

/**
 * Calls `saved` with the absolute paths of each save of files and folders. Resolves when all are watched.
 * @param watcher - Vite's, because Node's own loses a file that an editor has replaced by renaming
 */
export async function watchSaves(
  watcher: FSWatcher,
  { paths, files }: { readonly paths: readonly string[]; readonly files: readonly string[] },
  saved: (paths: ReadonlySet<string>) => void,
): Promise<void> {
  let batch = new Set<string>();
  const flush = () => {
    const all = batch;
    batch = new Set();
    saved(all);
  };
  watcher.on('all', (_, path) => {
    if (batch.size === 0) setTimeout(flush, SAVE_MS);
    batch.add(path);
  });
  watcher.add(paths);
  while (!isWatched(watcher, files)) await sleep(LOOK_MS);
}

function isWatched(watcher: FSWatcher, files: readonly string[]): boolean {
  const watched = watcher.getWatched();
  return files.every((file) => watched[dirname(file)]?.includes(basename(file)) || !existsSync(file));
}
